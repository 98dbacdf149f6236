using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Wms;

/// <summary>
/// A warehouse system that speaks the Qimen way (模拟 WMS): signed XML requests, HTTP 200 whatever happens.
/// </summary>
internal sealed class WmsServer(string secret, DeliveryDesk desk, WmsLists lists)
{
    private static readonly string[] Required =
        ["method", "app_key", "customerId", "v", "format", "sign_method", "timestamp", "sign"];

    public static WebApplication Build(SeededMonth business, int port, string secret, string? stateFile)
    {
        var desk = new DeliveryDesk(business, new StateFile<WmsState>(stateFile));
        var parts = new PartnerParts(new WmsWire(), TimeProvider.System);
        return Build(parts, desk, new WmsLists(business, desk), port, secret);
    }

    /// <summary>The same server over other lists.</summary>
    public static WebApplication Build(
        PartnerParts parts, DeliveryDesk desk, WmsLists lists, int port, string secret)
    {
        var server = new WmsServer(secret, desk, lists);
        var app = PartnerHost.Build(port, parts, desk.Report);
        app.MapPost("/router/qimen/service", server.Serve);
        app.MapGet("/admin/callback/{code}", (string code) => desk.Orders.FirstOrDefault(one => one.Code == code)
            is { } order ? Results.Bytes(WmsCalls.Confirmation(order, secret)) : Results.NotFound());
        app.MapPost("/admin/conduct/{conduct}", (WmsConduct conduct) => desk.Conduct = conduct);
        app.MapPost("/admin/callbacks", (string folder) => desk.LayCalls(folder, secret));
        return app;
    }

    private async Task Serve(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer);
        XElement[] answer;
        try
        {
            var query = context.Request.Query.ToDictionary(one => one.Key, one => one.Value.ToString());
            Verify(query, buffer.ToArray());
            answer = [new XElement("flag", "success"), new XElement("code", "0"), new XElement("message", "ok"),
                .. Handle(query["method"], Parse(buffer.ToArray()))];
        }
        catch (WmsException error)
        {
            answer = WmsWire.Failure(error.Code, error.Message);
        }

        await WmsWire.Write(context, answer);
    }

    private XElement[] Handle(string method, XElement request)
    {
        // The platform's name for a method carries its own prefix; a direct call does not.
        switch (method.Replace("taobao.qimen.", "", StringComparison.Ordinal))
        {
            case "stock.query":
                return lists.Stock(request);
            case "codes.query":
                return lists.Codes(request);
            case "scans.query":
                return lists.Scans(request);
            case "deliveryorder.list":
                return lists.Deliveries(request);
            case "deliveryorder.create":
                var created = desk.Create(request);
                return [new XElement("deliveryOrderId", created.Id), new XElement("warehouseCode", created.Warehouse)];
            case "deliveryorder.query":
                return [.. WmsLists.Delivery(desk.Show(Code(request, "orderCode"))).Elements()];
            case "entryorder.create":
                return [new XElement("entryOrderId", desk.Expect(request).Id)];
            case "entryorder.query":
                return [WmsLists.Entry(desk.ShowEntry(Code(request, "entryOrderCode")))];
            case "orderprocess.query":
                return [new XElement("orderProcess", new XElement(
                    "processes",
                    desk.Steps(Code(request, "orderCode")).Select(step => new XElement(
                        "process", new XElement("processStatus", step)))))];
            case "order.cancel":
                desk.Cancel(request);
                return [];
            case "inventory.query":
                return lists.Inventory(request);
            default:
                throw new WmsException("TOP60", $"invalid method {method}");
        }
    }

    private static string Code(XElement request, string name) =>
        request.Element(name)?.Value ?? throw new WmsException("MISSING", $"{name} is missing");

    private void Verify(Dictionary<string, string> query, byte[] body)
    {
        var missing = Required.Where(name => query.GetValueOrDefault(name, "").Length == 0).ToList();
        if (missing.Count > 0)
        {
            throw new WmsException("TOP60", $"qimen.request-convert-error: missing {string.Join(", ", missing)}");
        }

        if (!DateTime.TryParseExact(
            query["timestamp"], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            throw new WmsException("TOP60", $"qimen.request-convert-error: timestamp '{query["timestamp"]}'");
        }

        if (!QimenSignature.Verify(query, body, secret))
        {
            throw new WmsException("TOP60", "qimen.request-convert-error: wrong sign");
        }
    }

    private static XElement Parse(byte[] body)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body), settings);
            return XElement.Load(reader);
        }
        catch (XmlException error)
        {
            throw new WmsException("TOP60", $"qimen.request-convert-error: {error.Message}");
        }
    }
}
