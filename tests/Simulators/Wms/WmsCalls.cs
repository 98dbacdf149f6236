using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace DealerIntegration.Simulators.Wms;

/// <summary>
/// The calls that the warehouse makes to its customer (回传), in the form in which a relay lays them down: the query
/// string, and below it the body to the byte.
/// </summary>
internal static class WmsCalls
{
    public static byte[] Confirmation(WmsOrder order, string secret)
    {
        var time = order.CreatedAt.AddHours(3).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var isWhole = order.Status == "DELIVERED";
        var request = new XElement(
            "request",
            new XElement(
                "deliveryOrder",
                new XElement("deliveryOrderCode", order.Code),
                new XElement("deliveryOrderId", order.Id),
                new XElement("warehouseCode", order.Warehouse),
                new XElement("orderType", "JYCK"),
                new XElement("status", order.Status),
                new XElement("outBizCode", $"{order.Id}-{order.Shown}"),
                new XElement("confirmType", isWhole ? 0 : 1),
                new XElement("orderConfirmTime", time)),
            new XElement("orderLines", order.Lines.Select(line => new XElement(
                "orderLine",
                new XElement("orderLineNo", line.Position),
                new XElement("itemCode", line.Item),
                new XElement("inventoryType", "ZP"),
                new XElement("planQty", line.Quantity),
                new XElement("actualQty", isWhole ? line.Quantity : 0)))));
        return Signed("deliveryorder.confirm", request, time, secret);
    }

    private static byte[] Signed(string method, XElement request, string time, string secret)
    {
        // Two spaces a level and bare line feeds: whoever re-formats it breaks the signature.
        byte[] body = Encoding.UTF8.GetBytes(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + request.ToString().ReplaceLineEndings("\n"));
        var query = new Dictionary<string, string>
        {
            ["method"] = method, ["timestamp"] = time, ["format"] = "xml", ["app_key"] = "12345678", ["v"] = "2.0",
            ["sign_method"] = "md5", ["customerId"] = "c1234567",
        };
        query["sign"] = QimenSignature.Compute(query, body, secret, skipEmpty: true);
        var line = string.Join('&', query.Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}"));
        return [.. Encoding.UTF8.GetBytes(line + "\n"), .. body];
    }
}
