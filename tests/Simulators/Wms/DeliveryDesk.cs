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
        var warehouse = Text(header, "warehouseCode");
        if (!business.Stock.Any(stock => stock.Warehouse == warehouse))
        {
            throw new WmsException("WAREHOUSE", $"warehouseCode {warehouse} is not a warehouse of this customer");
        }

        if (Text(header, "orderType") != "JYCK")
        {
            throw new WmsException("ORDERTYPE", $"orderType {Text(header, "orderType")} is not agreed, only JYCK");
        }

        var lines = (request.Element("orderLines")?.Elements("orderLine") ?? []).Select(Line).ToList();
        if (lines.Count == 0)
        {
            throw new WmsException("MISSING", $"delivery order {code} has no orderLines");
        }

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

    public object Report()
    {
        lock (gate)
        {
            var byKey = state.Orders.CountBy(order => order.Code).ToDictionary();
            return new { deliveryOrders = new { created = state.Orders.Count, repeated = refusedRepeats, byKey } };
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
