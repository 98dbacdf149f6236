using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Months;

/// <summary>Whose turn it is with a statement, and when a period counts as agreed.</summary>
public sealed class StatementBlockersTests
{
    [Theory]
    [InlineData(AnswerState.NotIssued, "finance", "./hub run statements --period 2026-10")]
    [InlineData(AnswerState.Waiting, "D001", "put it into drop/D001")]
    [InlineData(AnswerState.Disputed, "finance", "./hub reconcile --period 2026-10 --dealer D001")]
    internal void A_statement_that_is_not_agreed_blocks(AnswerState standing, string owner, string remedy)
    {
        var facts = Facts(new() { ["D001"] = new(standing, "due 2026-11-20") });
        var blocker = Assert.Single(PeriodBlockers.Of(facts));
        Assert.Equal((BlockerKind.Statement, owner), (blocker.Kind, blocker.Owner));
        Assert.EndsWith(": due 2026-11-20", blocker.What);
        Assert.Contains(remedy, blocker.Remedy);
        Assert.False(PeriodBlockers.AllAgree(facts));
    }

    [Theory]
    [InlineData(AnswerState.Confirmed)]
    [InlineData(AnswerState.DeemedConfirmed)]
    internal void A_statement_that_is_agreed_does_not(AnswerState standing)
    {
        var facts = Facts(new() { ["D001"] = new(standing) });
        Assert.Empty(PeriodBlockers.Of(facts));
        Assert.True(PeriodBlockers.AllAgree(facts));
    }

    [Fact]
    public void A_dealer_that_no_statement_names_has_got_none()
    {
        var facts = Facts([]);
        Assert.Equal("D001: no statement was issued.", Assert.Single(PeriodBlockers.Of(facts)).What);
    }

    [Fact]
    public void Without_statements_to_confirm_nothing_blocks_and_nothing_is_agreed()
    {
        var facts = Facts(null);
        Assert.Empty(PeriodBlockers.Of(facts));
        Assert.False(PeriodBlockers.AllAgree(facts));
    }

    [Fact]
    public void Nobody_agrees_where_nobody_was_reconciled() =>
        Assert.False(PeriodBlockers.AllAgree(Facts([]) with { Dealers = [] }));

    private static PeriodFacts Facts(Dictionary<string, DealerStanding>? standings) => new()
    {
        Period = Month.October,
        Reconciled = 1,
        Settled = 2,
        Dealers = [new StoredReconciliation { DealerCode = "D001", RunId = 1, Status = "green", Residual = 0m }],
        Standings = standings,
    };
}
