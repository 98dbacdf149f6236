using System.Globalization;
using System.Xml.Linq;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Wms;

/// <summary>The paged lists of the warehouse (库存, 出库码, 扫码, 出库单状态), each with the total of all its pages.</summary>
/// <param name="records">A stock list in place of the seeded one, for one warehouse.</param>
internal sealed class WmsLists(SeededMonth business, DeliveryDesk desk, StageRecords? records = null)
{
    private const int LargestPage = 500;

    public XElement[] Stock(XElement request)
    {
        // A snapshot is of a day: the caller must say which, or it could not tell two of them apart.
        if (!DateOnly.TryParseExact(request.Element("queryDate")?.Value, "yyyy-MM-dd", out _))
        {
            throw new WmsException("MISSING", "queryDate (yyyy-MM-dd) is missing");
        }

        return records is null
            ? Page(request, business.Stock, "items", stock =>
                Item(stock.Warehouse, stock.Product.Code, stock.OnHand, stock.Locked))
            : Page(request, records.ForPage(Number(request, "page") - 1), "items", record =>
                Item(StageBusiness.Warehouse, record.Number, record.Amount, 0));
    }

    /// <summary>The stock of the products that were asked for; those it has none of are left out.</summary>
    public XElement[] Inventory(XElement request)
    {
        var codes = (request.Element("criteriaList")?.Elements("criteria") ?? [])
            .Select(one => one.Element("itemCode")?.Value ?? "").ToHashSet();
        return codes.Count is > 0 and <= LargestPage
            ? [new XElement("items", business.Stock.Where(stock => codes.Contains(stock.Product.Code))
                .Select(stock => Item(stock.Warehouse, stock.Product.Code, stock.OnHand, stock.Locked)))]
            : throw new WmsException("MISSING", $"criteriaList holds {codes.Count} criteria, not 1 to {LargestPage}");
    }

    private static XElement Item(string warehouse, string product, decimal onHand, decimal locked) => new(
        "item",
        new XElement("warehouseCode", warehouse),
        new XElement("itemCode", product),
        new XElement("quantity", onHand),
        new XElement("lockQuantity", locked),
        new XElement("unit", Product.Unit));

    public XElement[] Codes(XElement request) => Page(request, business.Codes, "codes", code => new XElement(
        "code",
        new XElement("traceCode", code.Code),
        new XElement("parentCode", code.Parent ?? ""),
        new XElement("level", code.Level),
        new XElement("itemCode", code.Product.Code),
        new XElement("dealerCode", code.Delivery.Order.Dealer.Code),
        new XElement("deliveryOrderCode", code.Delivery.Number),
        new XElement("shipTime", Time(code.ShippedAt))));

    public XElement[] Scans(XElement request) => Page(request, business.Scans, "scans", scan => new XElement(
        "scan",
        new XElement("eventId", scan.EventId),
        new XElement("traceCode", scan.Code),
        new XElement("scanTime", Time(scan.At)),
        new XElement("areaCode", scan.Area),
        new XElement("actor", scan.Actor),
        new XElement("place", scan.Place),
        new XElement("device", scan.Device)));

    public XElement[] Deliveries(XElement request)
    {
        var (skip, take) = Window(request);
        var (orders, total) = desk.List(skip, take);
        return [new XElement("orders", orders.Select(Delivery)), new XElement("totalCount", total)];
    }

    public static XElement Entry(WmsEntry entry) => new(
        "entryOrder",
        new XElement("entryOrderCode", entry.Code),
        new XElement("entryOrderId", entry.Id),
        new XElement("warehouseCode", entry.Warehouse),
        new XElement("entryOrderType", entry.Type),
        new XElement("status", entry.Status));

    public static XElement Delivery(WmsOrder order)
    {
        var gone = order.Status == "DELIVERED";
        return new XElement(
            "order",
            new XElement("deliveryOrderCode", order.Code),
            new XElement("deliveryOrderId", order.Id),
            new XElement("warehouseCode", order.Warehouse),
            new XElement("status", order.Status),
            new XElement("operateTime", Time(order.CreatedAt.AddHours(Math.Min(order.Shown, 3)))),
            new XElement("logisticsCode", gone ? "SF" : ""),
            new XElement("expressCode", gone ? "SF" + order.Id[1..] : ""),
            new XElement("orderLines", Moved(order.Lines, order.Moves)));
    }

    // All that moved so far, line by line; before anything did, no line.
    private static IEnumerable<XElement> Moved(IReadOnlyList<WmsLine> lines, IReadOnlyList<WmsMove> moves) =>
        moves.Count == 0 ? [] : lines.Select((line, i) => new XElement(
            "orderLine",
            new XElement("orderLineNo", line.Position),
            new XElement("itemCode", line.Item),
            new XElement("planQty", line.Quantity),
            new XElement("actualQty", moves.Where(move => i < move.Lines.Count).Sum(move => move.Lines[i].Quantity))));

    private static XElement[] Page<T>(XElement request, IReadOnlyList<T> all, string list, Func<T, XElement> row)
    {
        var (skip, take) = Window(request);
        return [new XElement(list, all.Skip(skip).Take(take).Select(row)), new XElement("totalCount", all.Count)];
    }

    private static (int Skip, int Take) Window(XElement request)
    {
        var page = Number(request, "page");
        var size = Number(request, "pageSize");
        return size <= LargestPage
            ? ((page - 1) * size, size)
            : throw new WmsException("PAGESIZE", $"pageSize {size} is above {LargestPage}");
    }

    private static int Number(XElement request, string name) =>
        int.TryParse(request.Element(name)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? number
            : throw new WmsException("MISSING", $"{name} must be a whole number above zero");

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss");
}
