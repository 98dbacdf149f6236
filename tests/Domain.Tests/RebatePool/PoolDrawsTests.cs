using DealerIntegration.Domain.RebatePool;

namespace DealerIntegration.Domain.Tests.RebatePool;

public sealed class PoolDrawsTests
{
    private static readonly Purse Pool = new("D001", "CNY", PayoutCodes.Pool);

    private static readonly DateOnly Today = new(2026, 11, 1);

    [Fact]
    public void Rows_that_are_valid_alone_and_not_together_are_all_refused_with_the_arithmetic()
    {
        var draws = PoolDraws.Of(Book(5_000m), [Row(2, 3_000m, "R1"), Row(3, 2_500m, "R2")]);
        Assert.Empty(draws.Drawn);
        Assert.Equal(
            ["row 3: D001 draws 2500.00 CNY for R2, but 2000.00 is left: 5000.00 − 3000.00 (row 2)."], draws.Refusals);
    }

    [Fact]
    public void Rows_may_take_the_last_cent()
    {
        var draws = PoolDraws.Of(Book(5_000m), [Row(2, 3_000m, "R1"), Row(3, 2_000m, "R2")]);
        Assert.Empty(draws.Refusals);
        Assert.Equal([3_000m, 2_000m], draws.Drawn.Select(d => -d.Parts.Sum(p => p.Amount)));
    }

    [Fact]
    public void Every_row_that_does_not_fit_is_named()
    {
        var draws = PoolDraws.Of(
            Book(10m),
            [
                Row(2, 11m, "R1"),
                new DrawRequest(3, Pool with { DealerCode = "D002", Form = PayoutCodes.Goods }, 1m, "R2"),
                Row(4, 10m, "R3"),
            ]);
        Assert.Equal(
            [
                "row 2: D001 draws 11.00 CNY for R1, but 10.00 is left.",
                "row 3: D002 draws 1.00 CNY for R2, but 0.00 is left for goods.",
            ],
            draws.Refusals);
    }

    private static PoolBook Book(decimal amount) => new([new PoolCredit(1, Pool, null, amount)], Today);

    private static DrawRequest Row(int row, decimal amount, string reference) => new(row, Pool, amount, reference);
}
