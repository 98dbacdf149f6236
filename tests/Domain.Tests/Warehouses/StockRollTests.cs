using DealerIntegration.Domain.Warehouses;

namespace DealerIntegration.Domain.Tests.Warehouses;

public sealed class StockRollTests
{
    private const string Moves = "20 on 2026-11-01 − 6 shipped + 4 received − 3 changed = 15";

    [Theory]
    [InlineData(15, StockRollCode.Fits, $"{Moves}; counted 15 on 2026-11-02")]
    [InlineData(14, StockRollCode.UnreportedLoss, $"{Moves}; counted 14 on 2026-11-02: − 1")]
    [InlineData(17, StockRollCode.UnreportedGain, $"{Moves}; counted 17 on 2026-11-02: + 2")]
    public void A_list_and_the_moves_since_make_the_next_list_or_a_named_difference(
        int counted, StockRollCode code, string arithmetic)
    {
        var roll = new StockRoll(
            "WH1", "A", new DateOnly(2026, 11, 1), 20m,
            [
                new(StockMoveKind.Changed, "CK-1", -5m), new(StockMoveKind.Shipped, "DO-1", -6m),
                new(StockMoveKind.Received, "EN-1", 4m), new(StockMoveKind.Changed, "CK-2", 2m),
            ],
            new DateOnly(2026, 11, 2), counted);
        Assert.Equal(code, roll.Code);
        Assert.Equal(arithmetic, roll.Arithmetic);
        Assert.Equal(counted - 15m, roll.Difference);
    }
}
