using DealerIntegration.Domain.Reconciliation;
using static DealerIntegration.Domain.Tests.Reconciliation.Sample;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

public sealed class WrittenOffCauseTests
{
    private static readonly Decision Given = new(
        12, DecisionKind.WriteOff, ["90001"], ["row 9"], 100m, 99.97m, "6711", "agreed on the phone", "wang", Case.Day);

    [Fact]
    public void A_difference_that_a_person_gave_up_names_the_decision_and_the_account()
    {
        var found = Assert.Single(Month(99.97m).Breaks);
        Assert.Equal((BreakCause.WrittenOff, true, -0.03m), (found.Cause!.Value, found.OurCorrection, found.Effect));
        Assert.Equal(["decision 12"], found.Documents);
        Case.Says(found, "6711", "wang", "agreed on the phone");
    }

    [Fact]
    public void A_decision_about_another_amount_gives_nothing_up() =>
        Assert.Equal(BreakCause.RoundingOrTax, Assert.Single(Month(99.96m).Breaks).Cause);

    [Fact]
    public void A_decision_about_other_lines_gives_nothing_up() => Assert.Equal(
        BreakCause.RoundingOrTax,
        Assert.Single(Month(99.97m, Given with { TheirIds = ["row 8"] }).Breaks).Cause);

    [Fact]
    public void A_line_without_a_counterpart_can_be_given_up_too()
    {
        var decision = Given with { OurIds = [], TheirIds = ["row 9"], OurAmount = 0m, TheirAmount = 0.40m };
        var result = Run(Book(), Book(Entry("row 9", 0.40m, "X-1")), decisions: [decision]);
        Assert.Equal(BreakCause.WrittenOff, Assert.Single(result.Breaks).Cause);
    }

    private static ReconciliationResult Month(decimal theirs, Decision? decision = null) => Run(
        Book(Entry("90001", 100m)), Book(Entry("row 9", theirs, "90001")), null, null, decision ?? Given);
}
