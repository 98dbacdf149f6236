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

    /// <summary>How the orders that come in from now on are filled.</summary>
    public WmsConduct Conduct { get; set; }

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

    /// <summary>Changes stock without an order: found, lost, corrected.</summary>
    public void Change(string warehouse, string item, decimal quantity, DateTime at)
    {
        lock (gate)
        {
            state.Changes.Add(new WmsChange($"K{state.Changes.Count + 1:00000000}", warehouse, item, quantity, at));
            file.Save(state);
        }
    }

    /// <summary>Lays the calls on everything that moved into a relay's folder; how many files they are.</summary>
    public int LayCalls(string folder, string secret)
    {
        lock (gate)
        {
            return WmsCalls.Lay(folder, state.Orders, state.Entries, state.Changes, secret);
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
            var order = new WmsOrder(code, $"W{number:00000000}", warehouse, time, lines, 0, Conduct: Conduct);
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
            var entry = new WmsEntry(code, $"E{number:00000000}", warehouse, type, time, lines, Conduct: Conduct);
            state.Entries.Add(entry);
            file.Save(state);
            return entry;
        }
    }

    /// <exception cref="WmsException">No such entry order.</exception>
    public WmsEntry ShowEntry(string code)
    {
        lock (gate)
        {
            var index = state.Entries.FindIndex(entry => entry.Code == code);
            if (index < 0)
            {
                throw new WmsException("NOTFOUND", $"entryOrderCode {code} does not exist");
            }

            var entry = state.Entries[index] = state.Entries[index] with { Shown = state.Entries[index].Shown + 1 };
            file.Save(state);
            return entry;
        }
    }

    /// <summary>The steps that an order went through (单据流水).</summary>
    /// <exception cref="WmsException">No such order.</exception>
    public IReadOnlyList<string> Steps(string code)
    {
        var status = Orders.FirstOrDefault(order => order.Code == code)?.Status
            ?? Entries.FirstOrDefault(entry => entry.Code == code)?.Status
            ?? throw new WmsException("NOTFOUND", $"orderCode {code} does not exist");
        return status switch
        {
            "ACCEPT" => ["NEW", "ACCEPT"],
            "CANCELED" => ["NEW", "ACCEPT", "CANCELED"],
            "EXCEPTION" => ["NEW", "ACCEPT", "PRINT", "EXCEPTION"],
            _ => ["NEW", "ACCEPT", "PRINT", "PICK", status],
        };
    }

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
        if (status is "DELIVERED" or "PARTDELIVERED" or "FULFILLED" or "CANCELED")
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
