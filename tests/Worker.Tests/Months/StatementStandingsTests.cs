using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Months;

namespace DealerIntegration.Worker.Tests.Months;

/// <summary>From the statements that went out and came back to the state of their period.</summary>
public sealed class StatementStandingsTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_period_is_agreed_once_the_statement_went_out_and_came_back_confirmed()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"), Documents.Dealer("D002"));
        await hub.SeedAsync(Datasets.Products, Documents.Product("P1"));
        await hub.SeedMonthAsync("2026-10", 0m);
        await hub.ReconcileAndSettleAsync();
        Assert.Equal(
            ["finance: D001: no statement was issued.", "finance: D002: no statement was issued."],
            await StatementBlockersAsync(hub));

        await hub.SucceedAsync("statements", period: "2026-10");
        var waiting = await StatementBlockersAsync(hub);
        Assert.Equal(2, waiting.Count);
        Assert.Matches(
            "^D001: The statement is not answered: DZ-D001-202610-1 was issued on .* and is due on ", waiting[0]);

        await AnswerAsync(hub, "D001", "confirmed", "");
        await AnswerAsync(hub, "D002", "disputed", "R9 is missing");
        Assert.Equal(
            ["finance: D002 disputes its statement: the balance (R9 is missing)"], await StatementBlockersAsync(hub));
        await AnswerAsync(hub, "D002", "confirmed", "");
        await hub.Get<PeriodDesk>().AdvanceAsync(Month.October, CancellationToken.None);
        Assert.Equal(PeriodState.Agreed, (await hub.LookAsync(Month.October)).State);
        await hub.CloseAsync(Month.October);
    }

    private static async Task<IReadOnlyList<string>> StatementBlockersAsync(TestHub hub) =>
        [.. (await hub.LookAsync(Month.October)).Blockers
            .Where(b => b.Kind == BlockerKind.Statement)
            .Select(b => $"{b.Owner}: {b.What}")];

    private static async Task AnswerAsync(TestHub hub, string dealer, string answer, string reason)
    {
        var run = await hub.ImportRunAsync();
        await hub.ExecuteAsync(
            $"""
            WITH u AS (
                INSERT INTO raw.upload (dealer_code, file_name, sha256, body, run_id)
                VALUES ('{dealer}', 'a.xlsx', '{dealer}{answer}', '', {run}) RETURNING id)
            INSERT INTO result.statement_answer
                (dealer_code, period, number, item, amount, answer, reason, answered_by, upload_id)
            SELECT s.dealer_code, s.period, s.number, '', s.our_closing, '{answer}', nullif('{reason}', ''), 'king',
                   u.id
              FROM delivery.statement s, u WHERE s.dealer_code = '{dealer}'
            """);
    }
}
