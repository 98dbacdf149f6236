using DealerIntegration.Domain.Diversion.Cases;

namespace DealerIntegration.Domain.Tests.Diversion.Cases;

public sealed class CaseLifeTests
{
    [Fact]
    public void A_case_that_nobody_has_touched_is_open_and_waits_for_nothing()
    {
        var life = Lives.Of();
        Assert.Equal((CaseState.Open, 1, false), (life.State, life.Round, life.IsRuled));
        Assert.Null(life.Deadline(Lives.Phases));
    }

    [Theory]
    [InlineData(CaseState.Notified, CaseDuty.Rule, "2026-12-01")]
    [InlineData(CaseState.Appealed, CaseDuty.Rule, "2026-11-22")]
    [InlineData(CaseState.Confirmed, CaseDuty.Close, "2026-12-13")]
    [InlineData(CaseState.Contested, CaseDuty.Rule, "2026-11-24")]
    [InlineData(CaseState.Dismissed, CaseDuty.Close, "2026-12-03")]
    public void Every_phase_has_its_last_day_and_is_overdue_after_it(CaseState state, CaseDuty duty, string last)
    {
        var due = DateOnly.ParseExact(last, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var deadline = Lives.In(state).Deadline(Lives.Phases)!;
        Assert.Equal(new CaseDeadline(duty, due), deadline);
        Assert.Equal((0, 1), (deadline.OverdueOn(due), deadline.OverdueOn(due.AddDays(1))));
    }

    [Fact]
    public void Another_round_starts_anew_and_keeps_what_was_ruled_until_it_is_taken_back()
    {
        CaseAction[] first = [CaseAction.Notify, CaseAction.Appeal, CaseAction.Confirm, CaseAction.Close];
        var again = Lives.Of([.. first, CaseAction.Reopen]);
        Assert.Equal((CaseState.Open, 2, true), (again.State, again.Round, again.IsRuled));
        Assert.Null(again.Notice);
        var dismissed = Lives.Of(
            [.. first, CaseAction.Reopen, CaseAction.Notify, CaseAction.Dismiss, CaseAction.Close]);
        Assert.True(dismissed.IsRuled);
        Assert.False(Lives.Of([.. first, CaseAction.Reverse]).IsRuled);
    }

    [Fact]
    public void Steps_that_cannot_follow_each_other_are_no_life()
    {
        var notice = new CaseStep(1, CaseAction.Notify, CaseState.Notified, "ann", Lives.Day, "because");
        Assert.Throws<ArgumentException>(() => CaseLife.Of([notice, notice with { No = 2 }]));
        Assert.Throws<ArgumentException>(() => CaseLife.Of([notice with { No = 2 }]));
        Assert.Throws<ArgumentException>(() => CaseLife.Of([notice with { State = CaseState.Confirmed }]));
    }
}
