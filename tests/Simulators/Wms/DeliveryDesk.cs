using System.Globalization;
using System.Xml.Linq;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Wms;

/// <summary>
/// Takes delivery orders in and reports on them. A code that is known already is refused, never taken twice.
/// </summary>
internal sealed class DeliveryDesk
{
    private readonly SeededMonth business;
    private readonly StateFile<WmsState> file;
    private readonly WmsState state;
    private readonly Lock gate = new();
    private int refusedRepeats;

    public DeliveryDesk(SeededMonth business, StateFile<WmsState> file)
    {
        this.business = business;
        this.file = file;
        state = file.Load();
    }

    public IReadOnlyList<WmsEntry> Entries
    {
        get
        {
            lock (gate)
            {
                return [.. state.Entries];
            }
        }
    }

    public IReadOnlyList<WmsOrder> Orders
    {
        get
        {
            lock (gate)
            {
                return [.. state.Orders];
            }
        }
    }

    /// <exception cref="WmsException">The order is refused; nothing was taken in.</exception>
    public WmsOrder Create(XElement request)
    {
        var header = request.Element("deliveryOrder") ?? throw new WmsException("MISSING", "deliveryOrder is missing");
        var code = Text(header, "deliveryOrderCode");
        var warehouse = Warehouse(header);
        if (Text(header, "orderType") != "JYCK")
        {
            throw new WmsException("ORDERTYPE", $"orderType {Text(header, "orderType")} is not agreed, only JYCK");
        }

        var lines = Lines(request, code);
        lock (gate)
        {
            if (state.Orders.Exists(order => order.Code == code))
            {
                refusedRepeats++;
                throw new WmsException("DUPLICATE", $"deliveryOrderCode {code} exists already");
            }

            var number = state.Orders.Count + 1;
            var time = business.Month.Today.ToDateTime(new TimeOnly(10, 0)).AddMinutes(number);
            var order = new WmsOrder(code, $"W{number:00000000}", warehouse, time, lines, 0);
            state.Orders.Add(order);
            file.Save(state);
            return order;
        }
    }

    /// <exception cref="WmsException">No such order.</exception>
    public WmsOrder Show(string code) =>
        Advance(orders => orders.FindIndex(order => order.Code == code) is var index and >= 0
            ? [index]
            : throw new WmsException("NOTFOUND", $"orderCode {code} does not exist"))[0];

    public (IReadOnlyList<WmsOrder> Orders, int Total) List(int skip, int take) =>
        (Advance(orders => [.. Enumerable.Range(0, orders.Count).Skip(skip).Take(take)]), state.Orders.Count);

    /// <exception cref="WmsException">The order is refused; nothing was taken in.</exception>
    public WmsEntry Expect(XElement request)
    {
        var header = request.Element("entryOrder") ?? throw new WmsException("MISSING", "entryOrder is missing");
        var (code, warehouse, type) = (Text(header, "entryOrderCode"), Warehouse(header), Text(header, "orderType"));
        if (type is not ("THRK" or "DBRK" or "CGRK" or "QTRK"))
        {
            throw new WmsException("ORDERTYPE", $"orderType {type} is not agreed");
        }

        var lines = Lines(request, code);
        lock (gate)
        {
            if (state.Entries.Exists(entry => entry.Code == code))
            {
                refusedRepeats++;
                throw new WmsException("DUPLICATE", $"entryOrderCode {code} exists already");
            }

            var number = state.Entries.Count + 1;
            var time = business.Month.Today.ToDateTime(new TimeOnly(10, 0)).AddMinutes(number);
            var entry = new WmsEntry(code, $"E{number:00000000}", warehouse, type, time, lines);
            state.Entries.Add(entry);
            file.Save(state);
            return entry;
        }
    }

    /// <exception cref="WmsException">No such entry order.</exception>
    public WmsEntry ShowEntry(string code) => Entries.FirstOrDefault(entry => entry.Code == code)
        ?? throw new WmsException("NOTFOUND", $"entryOrderCode {code} does not exist");

    /// <summary>Takes an order back, as long as its goods have not left.</summary>
    /// <exception cref="WmsException">It cannot be taken back.</exception>
    public void Cancel(XElement request)
    {
        var (code, type) = (Text(request, "orderCode"), Text(request, "orderType"));
        Warehouse(request);
        lock (gate)
        {
            var order = state.Orders.FindIndex(one => type == "JYCK" && one.Code == code);
            var entry = state.Entries.FindIndex(one => one.Type == type && one.Code == code);
            if (order < 0 && entry < 0)
            {
                throw new WmsException("NOTFOUND", $"orderCode {code} does not exist");
            }

            if (order >= 0)
            {
                RequireOpen(state.Orders[order].Status, code);
                state.Orders[order] = state.Orders[order] with { Canceled = true };
            }
            else
            {
                RequireOpen(state.Entries[entry].Status, code);
                state.Entries[entry] = state.Entries[entry] with { Canceled = true };
            }

            file.Save(state);
        }
    }

    public object Report()
    {
        lock (gate)
        {
            var byKey = state.Orders.CountBy(order => order.Code).ToDictionary();
            var deliveryOrders = new { created = state.Orders.Count, repeated = refusedRepeats, byKey };
            var canceled = state.Orders.Count(one => one.Canceled) + state.Entries.Count(one => one.Canceled);
            return new { deliveryOrders, entryOrders = new { created = state.Entries.Count }, canceled };
        }
    }

    private List<WmsOrder> Advance(Func<List<WmsOrder>, List<int>> choose)
    {
        lock (gate)
        {
            var chosen = choose(state.Orders);
            foreach (var index in chosen)
            {
                state.Orders[index] = state.Orders[index] with { Shown = state.Orders[index].Shown + 1 };
            }

            file.Save(state);
            return [.. chosen.Select(index => state.Orders[index])];
        }
    }

    private static void RequireOpen(string status, string code)
    {
        if (status is "DELIVERED" or "CANCELED")
        {
            throw new WmsException("STATUS", $"order {code} is {status}; it cannot be canceled");
        }
    }

    private string Warehouse(XElement header)
    {
        var warehouse = Text(header, "warehouseCode");
        return business.Stock.Any(stock => stock.Warehouse == warehouse)
            ? warehouse
            : throw new WmsException("WAREHOUSE", $"warehouseCode {warehouse} is not a warehouse of this customer");
    }

    private List<WmsLine> Lines(XElement request, string code)
    {
        var lines = (request.Element("orderLines")?.Elements("orderLine") ?? []).Select(Line).ToList();
        return lines.Count > 0 ? lines : throw new WmsException("MISSING", $"order {code} has no orderLines");
    }

    private WmsLine Line(XElement line)
    {
        var item = Text(line, "itemCode");
        if (!business.Products.Any(product => product.Code == item))
        {
            throw new WmsException("ITEM", $"itemCode {item} is unknown");
        }

        return decimal.TryParse(Text(line, "planQty"), CultureInfo.InvariantCulture, out var quantity) && quantity > 0
            ? new WmsLine(line.Element("orderLineNo")?.Value ?? "", item, quantity)
            : throw new WmsException("QUANTITY", $"planQty {Text(line, "planQty")} of {item} is not above zero");
    }

    private static string Text(XElement parent, string name) =>
        parent.Element(name)?.Value is { Length: > 0 } text
            ? text
            : throw new WmsException("MISSING", $"{name} is missing");
}
