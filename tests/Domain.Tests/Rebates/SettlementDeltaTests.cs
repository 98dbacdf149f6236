using CsCheck;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Tests.Rebates;

public sealed class SettlementDeltaTests
{
    [Fact]
    public void Names_the_payment_that_made_an_unchanged_invoice_earn_more()
    {
        RebateTraceLine Line(decimal share) =>
            new("INV-001", "10", new DateOnly(2026, 10, 5), "P1", 1_000m, share);
        var change = Assert.Single(SettlementDelta.Of(
            [Line(0m)], [Line(20m)],
            [
                new PaymentChange("INV-001", "Z-1", new DateOnly(2026, 10, 20), 1_130m),
                new PaymentChange("INV-002", "Z-1", new DateOnly(2026, 10, 20), 5m),
            ]));
        Assert.Equal(
            "INV-001 is paid otherwise: payment Z-1 of 2026-10-20 +1,130.00, share 0.00 → 20.00 (+20.00).",
            change.Words);
    }

    private static readonly RebatePolicy Whole =
        Policies.Of(Policies.PlainRule with { Method = TierMethod.Cumulative });

    [Fact]
    public void A_late_document_is_named_and_those_it_lifted_into_a_better_tier_are_told_apart()
    {
        var before = Policies.Calculate(Whole, Policies.Line(0, 600m), Policies.Line(3, 300m));
        var now = Policies.Calculate(Whole, Policies.Line(0, 600m), Policies.Line(3, 250m), Policies.Line(6, 500m));
        var delta = SettlementDelta.Of(before.Trace, now.Trace);
        Assert.Equal(
            [
                ("INV-000", DocumentChangeKind.Reshared, 6m),
                ("INV-001", DocumentChangeKind.Corrected, 2m),
                ("INV-002", DocumentChangeKind.New, 10m),
            ],
            delta.Select(d => (d.DocumentNumber, d.Kind, d.Difference)));
        Assert.Equal(
            [
                "INV-000 is unchanged, share 6.00 → 12.00 (+6.00).",
                "INV-001 contributes 250 instead of 300, share 3.00 → 5.00 (+2.00).",
                "INV-002 is new: contributes 500, share 0.00 → 10.00 (+10.00).",
            ],
            delta.Select(d => d.Words));
    }

    [Fact]
    public void Nothing_new_is_no_delta()
    {
        var result = Policies.Calculate(Whole, Policies.Line(0, 600m));
        Assert.Empty(SettlementDelta.Of(result.Trace, result.Trace));
    }

    [Fact]
    public void The_differences_add_up_to_what_is_payable() =>
        Gen.Select(Gen.Int[-20_000, 90_000].Array[1, 20], Gen.Int[0, 20]).Sample((cents, late) =>
        {
            var lines = cents.Select((c, i) => Policies.Line(i, c / 100m, c < 0 ? -1m : 1m)).ToArray();
            var before = Policies.Calculate(Whole, lines[..Math.Min(late, lines.Length)]);
            var now = Policies.Calculate(Whole, lines);
            Assert.Equal(
                Policies.Settle(now, before.Earned).Payable,
                SettlementDelta.Of(before.Trace, now.Trace).Sum(d => d.Difference));
        });
}
