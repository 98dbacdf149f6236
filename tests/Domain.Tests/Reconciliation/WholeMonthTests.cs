using DealerIntegration.Domain.Reconciliation;
using static DealerIntegration.Domain.Tests.Reconciliation.Sample;

namespace DealerIntegration.Domain.Tests.Reconciliation;

/// <summary>One dealer's month in which every cause occurs once, next to lines that simply match.</summary>
public sealed class WholeMonthTests
{
    private static readonly DealerBook Ours = BookFrom(
        1_500m,
        Entry("90001", 100m),
        Entry("90002", 200m),
        Entry("90003", 113m),
        Entry("90004", 226m),
        Entry("90005", 339.05m),
        Entry("90006", 50m, date: "2026-10-30"),
        Entry("90007", 75m),
        Entry("90008", -20m, kind: EntryKind.Return),
        Entry("70001", -300m, "BK-1", EntryKind.Payment)) with
    {
        Neighbours =
        [
            Entry("89999", 500m, date: "2026-09-30"),
            Entry("70002", -400m, "BK-2", EntryKind.Payment, "2026-11-02"),
        ],
    };

    private static readonly DealerBook Theirs = BookFrom(
        1_000m,
        Entry("row 1", 100m, "90001"),
        Entry("row 2", 100m, "90001"),
        Entry("row 3", 200m, "inv 0090002"),
        Entry("row 4", 101.70m, "90003"),
        Entry("row 5", 203.40m, "90004"),
        Entry("row 6", 339.03m, "90005"),
        Entry("row 7", 500m, "89999", date: "2026-10-02"),
        Entry("row 8", -300m, "BK-1", EntryKind.Payment),
        Entry("row 9", -400m, "bk-2", EntryKind.Payment, "2026-10-31"),
        Entry("row 10", -60m, "BK-3", EntryKind.Payment, "2026-10-31"));

    private static readonly DateOnly Day = new(2026, 10, 10);

    private static readonly Evidence Documents = Evidence(
        Proof("90001", 100m, "80001", Day, Day, "10001", 100m, 100m),
        Proof("90003", 113m, "80003", Day, Day, "10003", 101.70m, 113m),
        Proof("90004", 226m, "80004", Day, Day, "10004", 226m, 203.40m),
        Proof("90005", 339.05m, "80005", Day, Day, "10005", 339.05m, 339.05m),
        Proof("90006", 50m, "80006", new DateOnly(2026, 10, 30), null, "10006", 50m, null),
        Proof("90007", 75m, "80007", Day, Day, "10007", 75m, 75m));

    private static ReconciliationResult Month(DealerBook theirs) =>
        Run(Ours, theirs, Documents, Rules with { AcceptNamedPayment = true });

    [Fact]
    public void Every_cause_is_found_and_nothing_is_left()
    {
        var result = Month(Theirs);
        Assert.Equal(
            new Dictionary<BreakCause, decimal>
            {
                [BreakCause.InTransitAtCutOff] = -50m,
                [BreakCause.OtherPeriod] = -400m,
                [BreakCause.Quantity] = -22.60m,
                [BreakCause.UnitPrice] = -11.30m,
                [BreakCause.RoundingOrTax] = -0.02m,
                [BreakCause.Duplicate] = 100m,
                [BreakCause.NotBookedByDealer] = -55m,
                [BreakCause.NotBookedByUs] = -60m,
            },
            result.Explained.ToDictionary());
        Assert.Equal((-498.92m, 0m, 6), (result.Difference, result.Residual, result.Matches.Count));
        Assert.True(result.IsGreen);
        Assert.Equal(result.AdjustedOurs, result.AdjustedTheirs);
    }

    [Fact]
    public void A_cent_that_the_dealer_states_and_does_not_list_is_left_over()
    {
        var result = Month(Theirs with { ClosingBalance = Theirs.ClosingBalance + 0.01m });
        Assert.Equal(0.01m, result.Residual);
        Assert.False(result.IsGreen);
    }
}
