using DealerIntegration.Domain.Diversion.Cases;

namespace DealerIntegration.Domain.Tests.Diversion.Cases;

public sealed class CaseCheckTests
{
    // Long after every window; cas has done nothing yet.
    private static readonly DateOnly Later = Lives.Day.AddDays(300);

    [Theory]
    [InlineData(CaseState.Open, "Notify Close")]
    [InlineData(CaseState.Notified, "Appeal Confirm Dismiss")]
    [InlineData(CaseState.Appealed, "Confirm Dismiss")]
    [InlineData(CaseState.Confirmed, "Appeal Reverse Close")]
    [InlineData(CaseState.Contested, "Confirm Reverse")]
    [InlineData(CaseState.Dismissed, "Close")]
    [InlineData(CaseState.Closed, "Reverse Reopen")]
    public void Every_state_allows_these_steps_and_refuses_every_other(CaseState state, string allowed)
    {
        var life = Lives.In(state);
        Assert.Equal(state, life.State);
        Assert.Equal(allowed, string.Join(' ', Allowed(life, isWithdrawn: false)));
    }

    [Theory]
    [InlineData(CaseState.Open, "Close")]
    [InlineData(CaseState.Notified, "Appeal Dismiss Close")]
    [InlineData(CaseState.Appealed, "Dismiss Close")]
    [InlineData(CaseState.Confirmed, "Appeal Reverse")]
    [InlineData(CaseState.Contested, "Reverse")]
    [InlineData(CaseState.Dismissed, "Close")]
    [InlineData(CaseState.Closed, "Reverse")]
    public void Where_the_evidence_is_gone_nothing_goes_on_against_the_dealer(CaseState state, string allowed) =>
        Assert.Equal(allowed, string.Join(' ', Allowed(Lives.In(state), isWithdrawn: true)));

    [Fact]
    public void Nobody_rules_against_a_dealer_that_may_still_answer()
    {
        var life = Lives.In(CaseState.Notified);
        Assert.Contains("may appeal until 2026-11-11", Objection(life, CaseAction.Confirm, new(2026, 11, 11)));
        Assert.Null(Objection(life, CaseAction.Confirm, new(2026, 11, 12)));
        Assert.Null(Objection(life, CaseAction.Dismiss, new(2026, 11, 2)));
        Assert.Null(Objection(Lives.In(CaseState.Appealed), CaseAction.Confirm, new(2026, 11, 2)));
        Assert.Null(CaseCheck.Objection(
            life, CaseAction.Confirm, "bob", Lives.Day, false, Lives.Phases with { AppealDays = 0 }));
    }

    [Fact]
    public void A_ruling_is_not_closed_over_an_appeal_that_may_still_come_and_there_is_one_such_appeal()
    {
        var ruled = Lives.In(CaseState.Confirmed);
        Assert.Contains("may appeal until 2026-11-13", Objection(ruled, CaseAction.Close, new(2026, 11, 13)));
        Assert.Null(Objection(ruled, CaseAction.Close, new(2026, 11, 14)));
        var upheld = Lives.Of(
            CaseAction.Notify, CaseAction.Appeal, CaseAction.Confirm, CaseAction.Appeal, CaseAction.Confirm);
        Assert.Contains("cannot be appealed now", Objection(upheld, CaseAction.Appeal, new(2026, 11, 6)));
        Assert.Null(Objection(upheld, CaseAction.Close, new(2026, 11, 6)));
    }

    [Fact]
    public void Who_notified_does_not_rule_and_who_ruled_does_not_decide_on_the_appeal_against_it()
    {
        var appealed = Lives.In(CaseState.Appealed);
        Assert.Contains("another person", Objection(appealed, CaseAction.Confirm, Later, "ann"));
        Assert.Contains("another person", Objection(appealed, CaseAction.Dismiss, Later, "ann"));
        var contested = Lives.In(CaseState.Contested);
        Assert.Contains("another person", Objection(contested, CaseAction.Confirm, Later, "bob"));
        Assert.Contains("another person", Objection(contested, CaseAction.Reverse, Later, "bob"));
        Assert.Null(CaseCheck.Objection(contested, CaseAction.Reverse, "ann", Later, false, Lives.Phases));
    }

    [Fact]
    public void A_closed_case_without_a_ruling_against_the_dealer_has_nothing_to_take_back()
    {
        var dropped = Lives.Of(CaseAction.Close);
        Assert.Contains("cannot be reversed", Objection(dropped, CaseAction.Reverse, Later));
        Assert.Contains("What can follow: reopen.", Objection(dropped, CaseAction.Notify, Later));
    }

    [Fact]
    public void Whatever_is_objected_is_said_in_both_languages_with_the_same_days_and_names()
    {
        var told = from state in Enum.GetValues<CaseState>()
                   from action in Enum.GetValues<CaseAction>()
                   from person in new[] { "ann", "bob" }
                   from gone in new[] { false, true }
                   let text = CaseCheck.Objection(Lives.In(state), action, person, Lives.Day, gone, Lives.Phases)
                   where text is not null
                   select text.Value;
        Assert.All(told, text =>
        {
            Assert.EndsWith("。", text.Chinese, StringComparison.Ordinal);
            Assert.DoesNotMatch("[\u2E80-\u9FFF]", text.English);
            Assert.Equal(Facts(text.English), Facts(text.Chinese));
        });
        Assert.True(told.Distinct().Count() > 20);
    }

    private static IEnumerable<string> Facts(string text) =>
        System.Text.RegularExpressions.Regex.Matches(text, "[0-9]{4}-[0-9]{2}-[0-9]{2}|\\b(ann|bob)(?![a-z])")
            .Select(m => m.Value).Order(StringComparer.Ordinal);

    private static string? Objection(CaseLife life, CaseAction action, DateOnly today, string by = "cas") =>
        CaseCheck.Objection(life, action, by, today, false, Lives.Phases)?.English;

    private static IEnumerable<CaseAction> Allowed(CaseLife life, bool isWithdrawn) => Enum.GetValues<CaseAction>()
        .Where(a => CaseCheck.Objection(life, a, "cas", Later, isWithdrawn, Lives.Phases) is null);
}
