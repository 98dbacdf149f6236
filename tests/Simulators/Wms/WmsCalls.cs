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
    /// <summary>The latest call on an order; before anything moved, that it is being worked on.</summary>
    public static byte[] Confirmation(WmsOrder order, string secret) =>
        OfOrder(order, order.Moves is [.., var last] ? last : new WmsMove(0, false, NoneOf(order.Lines)), secret, "\n");

    /// <summary>
    /// Puts the calls on everything that moved into a folder as the worst of networks would: the last one first, each
    /// twice, and every other one with the line ends of Windows, which are signed like that.
    /// </summary>
    /// <returns>How many files were laid.</returns>
    public static int Lay(
        string folder, IReadOnlyList<WmsOrder> orders, IReadOnlyList<WmsEntry> entries,
        IReadOnlyList<WmsChange> changes, string secret)
    {
        var calls = new List<Func<string, byte[]>>();
        foreach (var (order, move) in orders.SelectMany(order => order.Moves.Select(move => (order, move))))
        {
            calls.Add(ends => OfOrder(order, move, secret, ends));
        }

        foreach (var (entry, move) in entries.SelectMany(entry => entry.Moves.Select(move => (entry, move))))
        {
            calls.Add(ends => OfEntry(entry, move, secret, ends));
        }

        foreach (var change in changes)
        {
            calls.Add(ends => OfChange(change, secret, ends));
        }

        calls.Reverse();
        for (var i = 0; i < calls.Count; i++)
        {
            var content = calls[i](i % 2 == 0 ? "\n" : "\r\n");
            foreach (var again in new[] { "", "-again" })
            {
                var name = Path.Combine(folder, $"{Guid.NewGuid():N}{again}");
                File.WriteAllBytes(name + ".tmp", content);
                File.Move(name + ".tmp", name + ".call");
            }
        }

        return calls.Count * 2;
    }

    private static byte[] OfOrder(WmsOrder order, WmsMove move, string secret, string lineEnds)
    {
        var time = Time(order.CreatedAt.AddHours(2 + move.No));
        var request = new XElement(
            "request",
            new XElement(
                "deliveryOrder",
                new XElement("deliveryOrderCode", order.Code),
                new XElement("deliveryOrderId", order.Id),
                new XElement("warehouseCode", order.Warehouse),
                new XElement("orderType", "JYCK"),
                new XElement("status", order.Conduct == WmsConduct.Trouble ? "EXCEPTION"
                    : move.IsFinal ? "DELIVERED" : move.No == 0 ? order.Status : "PARTDELIVERED"),
                new XElement("outBizCode", $"{order.Id}-{move.No}"),
                new XElement("confirmType", move.IsFinal ? 0 : 1),
                new XElement("orderConfirmTime", time)),
            new XElement("packages", new XElement(
                "package",
                new XElement("logisticsCode", "SF"),
                new XElement("expressCode", $"SF{order.Id[1..]}{move.No}"),
                new XElement("weight", "1.25"))),
            Lines(order.Lines, move));
        return Signed("deliveryorder.confirm", request, time, secret, lineEnds);
    }

    private static byte[] OfEntry(WmsEntry entry, WmsMove move, string secret, string lineEnds)
    {
        var time = Time(entry.CreatedAt.AddHours(2 + move.No));
        var isReturn = entry.Type == "THRK";
        var name = isReturn ? "returnOrder" : "entryOrder";
        var request = new XElement(
            "request",
            new XElement(
                name,
                new XElement($"{name}Code", entry.Code),
                new XElement($"{name}Id", entry.Id),
                new XElement("warehouseCode", entry.Warehouse),
                new XElement("status", entry.Conduct == WmsConduct.Trouble ? "EXCEPTION"
                    : move.IsFinal ? "FULFILLED" : "PARTFULFILLED"),
                new XElement("outBizCode", $"{entry.Id}-{move.No}"),
                new XElement("confirmType", move.IsFinal ? 0 : 1),
                new XElement("operateTime", time)),
            Lines(entry.Lines, move));
        return Signed(isReturn ? "returnorder.confirm" : "entryorder.confirm", request, time, secret, lineEnds);
    }

    private static byte[] OfChange(WmsChange change, string secret, string lineEnds)
    {
        var time = Time(change.At);
        var request = new XElement("request", new XElement("items", new XElement(
            "item",
            new XElement("warehouseCode", change.Warehouse),
            new XElement("orderCode", change.Id),
            new XElement("outBizCode", change.Id),
            new XElement("itemCode", change.Item),
            new XElement("inventoryType", "ZP"),
            new XElement("quantity", change.Quantity),
            new XElement("changeTime", time))));
        return Signed("stockchange.report", request, time, secret, lineEnds);
    }

    private static XElement Lines(IReadOnlyList<WmsLine> planned, WmsMove move) => new(
        "orderLines", move.Lines.Zip(planned).Select(pair => new XElement(
            "orderLine",
            new XElement("orderLineNo", pair.First.Position),
            new XElement("itemCode", pair.First.Item),
            new XElement("inventoryType", "ZP"),
            new XElement("planQty", pair.Second.Quantity),
            new XElement("actualQty", pair.First.Quantity))));

    private static List<WmsLine> NoneOf(IReadOnlyList<WmsLine> lines) =>
        [.. lines.Select(line => line with { Quantity = 0m })];

    private static byte[] Signed(string method, XElement request, string time, string secret, string lineEnds)
    {
        // Two spaces a level: whoever re-formats it, or changes its line ends, breaks the signature.
        byte[] body = Encoding.UTF8.GetBytes(
            ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + request).ReplaceLineEndings(lineEnds));
        var query = new Dictionary<string, string>
        {
            ["method"] = method, ["timestamp"] = time, ["format"] = "xml", ["app_key"] = "12345678", ["v"] = "2.0",
            ["sign_method"] = "md5", ["customerId"] = "c1234567",
        };
        query["sign"] = QimenSignature.Compute(query, body, secret, skipEmpty: true);
        var line = string.Join('&', query.Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}"));
        return [.. Encoding.UTF8.GetBytes(line + "\n"), .. body];
    }

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
