using DealerIntegration.Domain.Rebates;

namespace DealerIntegration.Domain.Tests.Rebates;

/// <summary>Volume moved in a currency in which the dealer has no rebate is named, not passed over.</summary>
public sealed class UncountedMoveTests
{
    private static readonly RebateLine In = new("DC-1", "in 3", new(2026, 10, 20), Policies.Drink, 4m, 400m, 452m)
    {
        IsMoved = true,
    };

    private static readonly RebatePolicy Yuan = Policies.Of(Policies.Flat(10m));
    private static readonly RebatePolicy Dollars = Yuan with { Code = "P-2", Currency = "USD" };

    // Kept in dollars, with a move in yuan beside.
    private static readonly DealerSales[] Abroad =
    [
        new(Policies.Dealer() with { Currency = "USD" }) { Invoiced = [Policies.Line(0, 1_000m)] },
        new(Policies.Dealer()) { Moved = [In] },
    ];

    [Fact]
    public void A_move_that_only_a_policy_in_another_currency_would_count_is_named_with_it()
    {
        var move = Assert.Single(Find([Dollars], Abroad));
        Assert.Equal(("D001", "CNY", In), (move.DealerCode, move.Currency, move.Line));
        Assert.Equal(["P-2"], move.Policies.Select(p => p.Code));
    }

    [Fact]
    public void Where_a_policy_in_its_currency_counts_it_nothing_is_missing() =>
        Assert.Empty(Find([Yuan, Dollars], Abroad));

    [Fact]
    public void A_policy_that_would_not_count_it_in_any_currency_is_no_reason()
    {
        Assert.Empty(Find([Dollars with { Basis = Dollars.Basis with { CountMovedVolume = false } }], Abroad));
        Assert.Empty(Find([Dollars with { Who = new PolicyDealers(Dealers: ["D002"]) }], Abroad));
        Assert.Empty(Find([Dollars with { What = new PolicyProducts(Products: ["P9"]) }], Abroad));
        Assert.Empty(Find([Dollars with { ValidTo = new DateOnly(2026, 10, 19) }], Abroad));
        Assert.Empty(Find([Dollars], [new DealerSales(Policies.Dealer()) { Moved = [In] }]));
    }

    [Fact]
    public void What_was_moved_away_in_a_currency_without_a_policy_never_counted_either() => Assert.Empty(Find(
        [Dollars], [Abroad[0], Abroad[1] with { Moved = [In with { Quantity = -4m, NetAmount = -400m }] }]));

    private static IReadOnlyList<UncountedMove> Find(
        IReadOnlyList<RebatePolicy> policies, IReadOnlyList<DealerSales> dealers) =>
        UncountedMove.Of(new PolicySet(policies), new RebateInput(dealers, []));
}
