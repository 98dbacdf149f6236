using DealerIntegration.Connectors.Drop;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Pipelines.Statements;

/// <summary>A statement goes out, comes back, and its answers decide where the dealer's month stands.</summary>
public sealed class StatementsTests(PostgresFixture postgres)
{
    private const string Period = "2026-10";
    private const string Confirmed = "确认 Confirmed";
    private const string Disputed = "异议 Disputed";

    private const string Answers =
        "SELECT number, item, amount, answer, reason, answered_by FROM result.statement_answer ORDER BY id";

    [Fact]
    public async Task A_statement_is_issued_once_with_its_terms_and_again_when_its_figures_change()
    {
        await using var hub = await OpenAsync();
        await hub.SucceedAsync("statements", period: Period);
        await hub.SucceedAsync("statements", period: Period);
        Assert.Equal(["DZ-D001-202610-1|1|140|97|-43|open||10"], await hub.RowsAsync(
            "SELECT number, no, our_closing, their_closing, residual, silence, clause, due_on - issued_on "
            + "FROM delivery.statement"));
        Assert.Equal(["I2||40", "|2|3"], await hub.RowsAsync(
            "SELECT item, amount FROM delivery.statement_item ORDER BY amount DESC"));
        Assert.Single(Outbox(hub, "对账单_*"));

        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("I3", "D001", Day(7), 5m));
        await hub.RunAsync("reconcile", period: Period);
        await hub.SucceedAsync("statements", period: Period);
        Assert.Equal(["DZ-D001-202610-1|140", "DZ-D001-202610-2|145"], await hub.RowsAsync(
            "SELECT number, our_closing FROM delivery.statement ORDER BY no"));
    }

    [Fact]
    public async Task Two_runs_at_the_same_moment_issue_one_statement()
    {
        await using var hub = await OpenAsync();
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => hub.SucceedAsync("statements", period: Period))));
        Assert.Equal(4, runs.Length);
        Assert.Equal(["DZ-D001-202610-1"], await hub.RowsAsync("SELECT number FROM delivery.statement"));
        Assert.Single(Outbox(hub, "对账单_*"));
    }

    [Fact]
    public async Task Answers_that_come_back_land_on_their_items_and_decide_the_standing()
    {
        await using var hub = await OpenAsync();
        Assert.Equal("not_issued", (await StandingAsync(hub)).Row.Standing);
        using var statement = await IssueAsync(hub);
        Assert.Equal("waiting", (await StandingAsync(hub)).Row.Standing);

        statement.Item("I2", Disputed, "我方未收到货").Balance(Disputed, "见差异表", "王会计 2026-11-05");
        var run = await AnswerAsync(hub, "回复.xlsx", statement.Save());

        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Equal(
            [
                "DZ-D001-202610-1|I2||40|disputed|我方未收到货|D001 王会计 2026-11-05",
                "DZ-D001-202610-1||140|disputed|见差异表|D001 王会计 2026-11-05",
            ],
            (await hub.RowsAsync(Answers)).Order(StringComparer.Ordinal));
        Assert.Equal(["回复.xlsx|statement-answer|2026-10|Accepted|2|0"], await hub.RowsAsync(
            "SELECT file_name, dataset, period, verdict, rows_in, rejected FROM raw.upload"));
        Assert.Equal(["dealer D001 王会计 2026-11-05|statement-answer|DZ-D001-202610-1"], await hub.RowsAsync(
            "SELECT actor, action, subject FROM ops.audit WHERE action = 'statement-answer'"));
        var standing = await StandingAsync(hub);
        Assert.Equal(("disputed", 1, 2), (standing.Row.Standing, standing.Row.Answered, standing.Row.Items));
        Assert.Equal(
            [("", "the balance", "见差异表"), ("I2|", "I2 / -", "我方未收到货")],
            standing.Disputes.Select(d => (d.Item, d.Label, d.Reason)));
        Assert.Single(Outbox(hub, "回复.回执.xlsx"));
    }

    [Fact]
    public async Task A_later_answer_wins_and_nothing_of_the_earlier_one_is_lost()
    {
        await using var hub = await OpenAsync();
        using var statement = await IssueAsync(hub);
        await AnswerAsync(hub, "一.xlsx", statement.Item("I2", Disputed, "未收到").Save());
        Assert.Equal("disputed", (await StandingAsync(hub)).Row.Standing);
        await AnswerAsync(hub, "二.xlsx", statement.Item("I2", Confirmed).Balance(Confirmed).Save());
        Assert.Equal("confirmed", (await StandingAsync(hub)).Row.Standing);
        Assert.Empty((await StandingAsync(hub)).Disputes);
        Assert.Equal(3, await hub.CountAsync("result.statement_answer"));
    }

    [Fact]
    public async Task No_answer_counts_as_agreed_after_the_due_date_and_only_where_the_contract_says_so()
    {
        await using var open = await OpenAsync();
        using var first = await IssueAsync(open);
        Assert.Equal("waiting", (await StandingAsync(open, daysAfterDue: 1)).Row.Standing);

        await using var agreed = await OpenAsync(
            """
            { "dueDays": 5, "silence": "open", "dealers": { "D001": { "silence": "agreed", "clause": "合同 8.3" } } }
            """);
        using var second = await IssueAsync(agreed);
        Assert.Equal("waiting", (await StandingAsync(agreed, daysAfterDue: 0)).Row.Standing);
        var silent = await StandingAsync(agreed, daysAfterDue: 1);
        Assert.Equal(("deemed_confirmed", "合同 8.3"), (silent.Row.Standing, silent.Row.Clause));

        await AnswerAsync(agreed, "异议.xlsx", second.Item("I2", Disputed, "未收到").Save());
        Assert.Equal("disputed", (await StandingAsync(agreed, daysAfterDue: 1)).Row.Standing);
    }

    [Fact]
    public async Task Answers_to_a_superseded_statement_land_where_the_item_is_unchanged_and_the_rest_is_listed()
    {
        await using var hub = await OpenAsync();
        using var old = await IssueAsync(hub);
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("I3", "D001", Day(7), 5m));
        await hub.RunAsync("reconcile", period: Period);
        await hub.SucceedAsync("statements", period: Period);

        await AnswerAsync(hub, "旧.xlsx", old.Item("I2", Disputed, "未收到").Balance(Confirmed).Save());

        Assert.Equal(["DZ-D001-202610-1|I2||40|disputed|未收到|D001"], await hub.RowsAsync(Answers));
        Assert.Equal(["superseded-item|确认 Confirmed"], await hub.RowsAsync("SELECT code, value FROM ops.rejected_row"));
        var standing = await StandingAsync(hub);
        Assert.Equal(("DZ-D001-202610-2", "disputed"), (standing.Row.Number, standing.Row.Standing));
    }

    [Fact]
    public async Task A_new_statement_shows_what_the_dealer_answered_to_the_same_item()
    {
        await using var hub = await OpenAsync();
        using var old = await IssueAsync(hub);
        await AnswerAsync(hub, "旧.xlsx", old.Item("I2", Disputed, "未收到").Save());
        // An answer alone is no reason for a new statement; new figures are.
        await hub.SucceedAsync("statements", period: Period);
        Assert.Equal(1, await hub.CountAsync("delivery.statement"));
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("I3", "D001", Day(7), 5m));
        await hub.RunAsync("reconcile", period: Period);
        using var next = await IssueAsync(hub);
        Assert.Contains("有异议", next.Earlier("I2"), StringComparison.Ordinal);
        Assert.Contains("未收到", next.Earlier("I2"), StringComparison.Ordinal);
        Assert.Equal("", next.Earlier("I3"));
    }

    [Fact]
    public async Task A_statement_of_another_dealer_is_refused_and_changes_nothing()
    {
        await using var hub = await OpenAsync();
        using var statement = await IssueAsync(hub);
        var run = await AnswerAsync(hub, "x.xlsx", statement.Balance(Confirmed).Save(), "D002");
        Assert.Equal(RunStatus.Incomplete, run.Status);
        Assert.Equal(0, await hub.CountAsync("result.statement_answer"));
        Assert.Equal(["other-dealers-statement|DZ-D001-202610-1"], await hub.RowsAsync(
            "SELECT code, value FROM ops.rejected_row"));
        Assert.Equal("waiting", (await StandingAsync(hub)).Row.Standing);
    }

    [Fact]
    public async Task Issued_statements_and_answers_cannot_be_changed()
    {
        await using var hub = await OpenAsync();
        using var statement = await IssueAsync(hub);
        await AnswerAsync(hub, "x.xlsx", statement.Balance(Confirmed).Save());
        foreach (var change in new[]
        {
            "UPDATE delivery.statement SET residual = 0", "DELETE FROM delivery.statement_item",
            "UPDATE result.statement_answer SET answer = 'disputed', reason = 'x'",
        })
        {
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => hub.ExecuteAsync(change));
            Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        }
    }

    private static DateOnly Day(int day) => new(2026, 10, day);

    private static string[] Outbox(TestHub hub, string pattern) => Directory.GetFiles(
        Path.Combine(hub.Paths.Data, "outbox"), pattern, SearchOption.AllDirectories);

    private static async Task<ReturnedStatement> IssueAsync(TestHub hub)
    {
        var run = await hub.SucceedAsync("statements", period: Period);
        return new ReturnedStatement(await File.ReadAllBytesAsync(
            Assert.Single(Outbox(hub, $"对账单_D001_{Period}_{run.Id}.xlsx"))));
    }

    private static async Task<Run> AnswerAsync(TestHub hub, string name, byte[] content, string dealer = "D001")
    {
        var folder = Directory.CreateDirectory(Path.Combine(hub.Paths.Data, "drop", dealer));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), content);
        // In the month after: the statement knows its own period.
        return await hub.RunAsync("uploads", period: "2026-11");
    }

    private static async Task<StatementStanding> StandingAsync(TestHub hub, int? daysAfterDue = null)
    {
        var due = await hub.ScalarAsync<DateTime?>("SELECT max(due_on)::timestamp FROM delivery.statement");
        var today = DateOnly.FromDateTime(due ?? new DateTime(2026, 11, 1)).AddDays(daysAfterDue ?? -1);
        var standings = await hub.Database.InTransactionAsync(
            (_, transaction) => StatementStore.StandingsAsync(transaction, Period, today, CancellationToken.None),
            CancellationToken.None);
        return Assert.Single(standings);
    }

    private async Task<TestHub> OpenAsync(string? terms = null)
    {
        var files = new Dictionary<string, string>();
        if (terms is not null)
        {
            files["statements.json"] = terms;
        }

        var hub = await TestHub.OpenAsync(postgres, new TestConfig { Files = files });
        Assert.NotNull(hub.Get<DropFolder>());
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"), Documents.Dealer("D002"));
        await hub.SeedAsync(
            Datasets.Invoices,
            Documents.Invoice("I1", "D001", Day(5), 100m), Documents.Invoice("I2", "D001", Day(6), 40m));
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger(
            "D001", Period, 0m, 97m, ("invoice", "I1", Day(5), 100m), ("other", "L9", Day(9), -3m)));
        await hub.RunAsync("reconcile", period: Period);
        return hub;
    }
}
