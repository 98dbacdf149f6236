using DealerIntegration.Domain.Reconciliation;
using static DealerIntegration.Domain.Tests.Reconciliation.Causes.Case;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

public sealed class DeductionCauseTests
{
    private static readonly DealerClaim Rebate = new(ClaimKind.Rebate, "RB-2026-07", Day, 500m, "CNY");
    private static readonly DealerClaim Deposit = new(ClaimKind.Deposit, "DP-0031", Day, 500m, "CNY");
    private static readonly DealerClaim Market = new(ClaimKind.MarketExpense, "ME-0007", Day, 80m, "CNY");

    [Theory]
    [InlineData("RB-2026-07", null)]
    [InlineData("row", "扣rb-2026-07返利")]
    public void A_deduction_that_names_its_claim_is_proven(string reference, string? text)
    {
        var found = Assert.Single(Breaks([], [Deducted(500m, text, reference)], With(Rebate, Deposit)));
        Assert.Equal((BreakCause.Deduction, true, -500m), (found.Cause!.Value, found.OurCorrection, found.Effect));
        Assert.Equal(["RB-2026-07", "row 9"], found.Documents);
        Says(found, "Rebate RB-2026-07", "500.00", "names it");
    }

    [Theory]
    [InlineData("第三季度返利")]
    [InlineData("Q3 Rebate")]
    public void A_word_and_an_amount_that_one_claim_has_are_enough(string text)
    {
        var found = Assert.Single(Breaks([], [Deducted(500m, text)], With(Rebate, Market)));
        Assert.Equal(BreakCause.Deduction, found.Cause);
        Says(found, text, "no other claim");
    }

    [Theory]
    [InlineData("市场费用", 80, true)]
    [InlineData("退押金", 80, false)]
    [InlineData("", 80, false)]
    [InlineData("市场费用", 81, false)]
    public void The_word_has_to_fit_the_claim_and_the_amount_too(string text, int amount, bool proven) => Assert.Equal(
        proven, Assert.Single(Breaks([], [Deducted(amount, text)], With(Rebate, Market))).Cause is not null);

    [Fact]
    public void An_amount_that_two_claims_have_needs_the_number() =>
        Assert.Null(Assert.Single(Breaks([], [Deducted(500m, "返利")], With(Rebate, Deposit))).Cause);

    [Fact]
    public void A_number_whose_claim_says_another_amount_proves_nothing() =>
        Assert.Null(Assert.Single(Breaks([], [Deducted(510m, "返利", "RB-2026-07")], With(Rebate))).Cause);

    [Fact]
    public void Without_a_claim_a_word_proves_nothing() =>
        Assert.Null(Assert.Single(Breaks([], [Deducted(500m, "返利")], Evidence.None)).Cause);

    [Fact]
    public void Each_claim_is_deducted_once_and_by_the_line_that_names_it()
    {
        var breaks = Breaks(
            [],
            [Deducted(500m, "返利") with { Id = "row 8" }, Deducted(500m, null, "RB-2026-07")],
            With(Rebate));
        Assert.Equal("row 9", Assert.Single(breaks, b => b.Cause == BreakCause.Deduction).Theirs!.Id);
        Assert.Null(Assert.Single(breaks, b => b.Theirs!.Id == "row 8").Cause);
    }

    [Fact]
    public void A_payment_is_no_deduction_and_neither_is_a_charge()
    {
        Assert.Null(Assert.Single(
            Breaks([], [Deducted(500m, "返利", "RB-2026-07") with { Kind = EntryKind.Payment }], With(Rebate))).Cause);
        Assert.Null(Assert.Single(Breaks([], [Deducted(-500m, "返利", "RB-2026-07")], With(Rebate))).Cause);
    }

    [Fact]
    public void A_deduction_of_another_currency_is_none() => Assert.Null(
        Assert.Single(Breaks([], [Deducted(500m, "返利") with { Currency = "USD" }], With(Rebate))).Cause);

    [Fact]
    public void The_same_deduction_booked_twice_is_a_duplicate_the_second_time()
    {
        var breaks = Breaks(
            [],
            [Deducted(500m, null, "RB-2026-07"), Deducted(500m, null, "RB-2026-07") with { Id = "row 8" }],
            With(Rebate));
        Assert.Equal([BreakCause.Duplicate, BreakCause.Deduction], breaks.Select(b => b.Cause!.Value).Order());
    }

    private static BookEntry Deducted(decimal amount, string? text, string reference = "") =>
        Sample.Entry("row 9", -amount, reference, EntryKind.Other) with { Text = text };

    private static Evidence With(params DealerClaim[] claims) => Evidence.None with { Claims = claims };
}
