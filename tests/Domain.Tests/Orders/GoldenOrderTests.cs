using DealerIntegration.Domain.Orders;
using DealerIntegration.Domain.Tests.Golden;
using static DealerIntegration.Domain.Tests.Golden.GoldenFile;

namespace DealerIntegration.Domain.Tests.Orders;

public sealed class GoldenOrderTests
{
    private static readonly OrderCases Cases = Read<OrderCases>("orders.json");

    public static TheoryData<string> SourcingIds => [.. Cases.Sourcing.Select(c => c.Id)];

    public static TheoryData<string> CreditIds => [.. Cases.Credit.Select(c => c.Id)];

    [Theory, MemberData(nameof(SourcingIds))]
    public void Splits_over_the_warehouses_as_published(string id)
    {
        var c = Cases.Sourcing.Single(c => c.Id == id);
        var context = Priced("1000000", CreditExposure.None) with
        {
            Rules = OrderSample.Rules with { Warehouses = c.Warehouses },
            Available = c.Stock.ToDictionary(s => new StockKey(s.Warehouse, s.Product), s => Number(s.Quantity)),
        };
        var lines = c.Lines.Select((l, i) => OrderSample.Line(l.Product, Number(l.Quantity), position: $"{i}"));
        var answer = OrderChecker.Check(OrderSample.Order([.. lines]), context);

        Assert.True(answer.IsAccepted);
        Assert.Equal(
            c.Lines.Select(l => l.Expected.Select(e => new WarehouseShare(e.Warehouse, Number(e.Quantity))).ToList()),
            answer.Lines.Select(l => l.Split.ToList()));
    }

    [Theory, MemberData(nameof(CreditIds))]
    public void Blocks_beyond_the_limit_as_published(string id)
    {
        var c = Cases.Credit.Single(c => c.Id == id);
        var exposure = new CreditExposure(Number(c.Ordered), Number(c.Shipped), Number(c.Invoiced), Number(c.Prepaid));
        var context = Priced(c.Limit, exposure) with
        {
            Available = new Dictionary<StockKey, decimal> { [new("WH1", "P")] = 1000m },
        };
        var answer = OrderChecker.Check(OrderSample.Order(OrderSample.Line("P", Number(c.Order))), context);

        Assert.Equal(c.Accepted, answer.IsAccepted);
        Assert.Equal(Number(c.After), answer.Credit!.After);
        Assert.Equal(c.Accepted ? [] : [RefusalCode.CreditExceeded], answer.Reasons.Select(r => r.Code));
    }

    // List price 1.25 at 20 % off is 1.00 and no tax applies, so that quantity is amount.
    private static OrderContext Priced(string limit, CreditExposure exposure) => OrderSample.Context with
    {
        Products = new Dictionary<string, OrderProduct>
        {
            ["P"] = new("P", "EA", 1.25m, null),
            ["Q"] = new("Q", "EA", 1.25m, null),
        },
        Dealers = new Dictionary<string, OrderDealer> { ["D001"] = new("D001", "T1", "CNY", Number(limit)) },
        Exposures = new Dictionary<string, CreditExposure> { ["D001"] = exposure },
    };

    public sealed record OrderCases(string About, SourcingCase[] Sourcing, CreditCase[] Credit);

    public sealed record SourcingCase(string Id, string[] Warehouses, StockCase[] Stock, LineCase[] Lines);

    public sealed record StockCase(string Warehouse, string Product, string Quantity);

    public sealed record LineCase(string Product, string Quantity, ShareCase[] Expected);

    public sealed record ShareCase(string Warehouse, string Quantity);

    public sealed record CreditCase(
        string Id, string Limit, string Ordered, string Shipped, string Invoiced, string Prepaid, string Order,
        string After, bool Accepted);
}
