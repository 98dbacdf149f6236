using DealerIntegration.Domain.Reconciliation.Stock;
using DealerIntegration.Domain.Reconciliation.ThreeWay;

namespace DealerIntegration.Domain.Tests.Reconciliation.Stock;

/// <summary>The count before, and what came and went since, is what should be there.</summary>
public sealed class ComputedStockTests
{
    private static readonly ProductFact Cartons = new("P1", "CTN", 12, 0.13m);

    [Fact]
    public void Adds_what_came_and_takes_away_what_went()
    {
        var stock = Of(95m, "CTN", [Received(20m), Reported(30m), Reported(2m, MovementKind.CustomerReturn)]);
        Assert.Equal((92m, 3m, "CTN", true), (stock.Computed, stock.Difference, stock.Unit, stock.IsComplete));
        Assert.True(stock.IsStrange(0m, 0m));
        Assert.True(stock.IsStrange(2.99m, 3m));
        Assert.False(stock.IsStrange(3m, 0m));
        Assert.False(stock.IsStrange(0m, 4m));
    }

    [Fact]
    public void Counts_pieces_where_any_line_does_and_rounds_nothing()
    {
        var stock = Of(1_145m, "PCS", [Received(1m), Reported(67m, unit: "PCS")]);
        Assert.Equal((1_145m, 1_145m, "PCS"), (stock.Computed, stock.Counted, stock.Unit));
        Assert.Equal(1_200m, stock.Before.Quantity);
    }

    [Fact]
    public void Compares_nothing_where_the_units_cannot_be_brought_together() =>
        Assert.Null(ComputedStock.Of(Cartons, 1m, "KG", new StockSince(Before, [Received(1m, "BOX")], [])));

    [Theory]
    [InlineData(100, false)]
    [InlineData(140, false)]
    [InlineData(99, true)]
    [InlineData(141, true)]
    public void What_is_on_its_way_may_have_arrived_or_not(int counted, bool strange)
    {
        var way = new StockPart(StockPartKind.OnTheWay, new(2026, 10, 30), 40m, "CTN", "S9");
        Assert.Equal(strange, Of(counted, "CTN", [way]).IsStrange(0m, 0m));
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(120, false)]
    [InlineData(121, true)]
    public void Without_all_reports_only_a_count_that_is_too_high_is_strange(int counted, bool strange)
    {
        var stock = Of(counted, "CTN", [Received(20m)], "2026-10");
        Assert.Equal((strange, false), (stock.IsStrange(0m, 0m), stock.IsComplete));
    }

    private static EarlierCount Before => new(new(2026, 9, 30), 100m, "CTN");

    private static ComputedStock Of(decimal counted, string unit, StockPart[] parts, params string[] unreported) =>
        ComputedStock.Of(Cartons, counted, unit, new StockSince(Before, parts, unreported))!;

    private static StockPart Received(decimal quantity, string unit = "CTN") =>
        new(StockPartKind.Received, new(2026, 10, 5), quantity, unit, "S1");

    private static StockPart Reported(
        decimal quantity, MovementKind kind = MovementKind.SellThrough, string unit = "CTN") => new(
        kind == MovementKind.SellThrough ? StockPartKind.ReportedOut : StockPartKind.ReportedIn, new(2026, 10, 9),
        quantity, unit, "SO-1", kind);
}
