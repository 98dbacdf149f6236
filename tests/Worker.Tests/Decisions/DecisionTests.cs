using System.Text.Json;
using System.Text.Json.Nodes;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Decisions;
using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Storage;
using DealerIntegration.Worker.Tests.Months;
using Npgsql;

namespace DealerIntegration.Worker.Tests.Decisions;

/// <summary>What people may decide about lines of both books, and what they are told when they may not.</summary>
public sealed class DecisionTests(PostgresFixture postgres)
{
    private static readonly Period October = Month.October;

    [Fact]
    public async Task Forces_open_lines_together_and_keeps_who_why_and_how_much()
    {
        await using var hub = await OpenAsync();
        var taken = await Desk(hub).ForceAsync(Ask("same delivery"), ["A1", "A2"], ["3"], CancellationToken.None);
        Assert.Equal((50m, 50.5m), (taken.Decision.OurAmount, taken.Decision.TheirAmount));
        Assert.Equal(
            ["Match|A1,A2|3|same delivery|fiona"],
            await hub.RowsAsync(
                """
                SELECT kind, array_to_string(our_ids, ','), array_to_string(their_ids, ','), reason, decided_by
                  FROM canonical.decision
                """));
        Assert.Equal(["decision.match|D001 2026-10|A1,A2 = 3: same delivery"], await hub.RowsAsync(
            "SELECT action, subject, detail FROM ops.audit WHERE action LIKE 'decision.%'"));
    }

    [Fact]
    public async Task Is_seen_by_the_runs_after_it_and_by_no_run_before()
    {
        await using var hub = await OpenAsync();
        var before = await WatermarkAsync(hub);
        var taken = await Desk(hub).ForceAsync(Ask(), ["A1"], ["3"], CancellationToken.None);
        var after = await WatermarkAsync(hub);
        await Desk(hub).WithdrawAsync(taken.Decision.Number, "fiona", "wrong line", CancellationToken.None);
        var last = await WatermarkAsync(hub);
        Assert.Empty(await LoadAsync(hub, before));
        var seen = Assert.Single(await LoadAsync(hub, after));
        Assert.Equal((DecisionKind.Match, taken.Decision.Number), (seen.Kind, seen.Number));
        Assert.Equal(["A1"], seen.OurIds);
        Assert.Empty(await LoadAsync(hub, last));
        // What a run saw then it sees for ever.
        Assert.Single(await LoadAsync(hub, after));
    }

    [Fact]
    public async Task Undoes_a_match_by_its_number_or_by_its_lines()
    {
        await using var hub = await OpenAsync();
        var byLines = await Desk(hub).UndoAsync(Ask(), ["R2"], [], CancellationToken.None);
        Assert.Equal(["R2"], byLines.Decision.OurIds);
        Assert.Equal(["2"], byLines.Decision.TheirIds);
        await Desk(hub).WithdrawAsync(byLines.Decision.Number, "fiona", "no", CancellationToken.None);
        var number = await hub.ScalarAsync<int>("SELECT no FROM result.match WHERE our_ids = 'R2'");
        var byNumber = await Desk(hub).UndoAsync(Ask(), number, CancellationToken.None);
        Assert.Equal(DecisionKind.KeepApart, byNumber.Decision.Kind);
        Assert.Equal(byLines.Decision.OurIds, byNumber.Decision.OurIds);
    }

    [Fact]
    public async Task Writes_a_difference_off_up_to_the_limit_with_all_lines_of_its_match()
    {
        await using var hub = await OpenAsync();
        var taken = await Desk(hub).WriteOffAsync(Ask(), "R2|2", "6603", CancellationToken.None);
        Assert.Equal((DecisionKind.WriteOff, "6603"), (taken.Decision.Kind, taken.Decision.Account));
        Assert.Equal(0.03m, taken.Decision.TheirAmount - taken.Decision.OurAmount);
        var oneSided = await Desk(hub).WriteOffAsync(Ask(), "A2|", "6603", CancellationToken.None);
        Assert.Equal(-20m, oneSided.Decision.TheirAmount - oneSided.Decision.OurAmount);
    }

    [Theory]
    [InlineData("R1", "3", "R1 is not open: match 1 (exactKey) holds R1 and 1.")]
    [InlineData("A9", "3", "There is no line 'A9' in our book of D001 for 2026-10")]
    [InlineData("A1", "99", "There is no line '99' in the dealer's ledger of D001")]
    [InlineData("A1,A1", "3", "'A1' is named twice")]
    [InlineData("A1", "", "A match needs lines of both books")]
    public async Task Refuses_to_match_what_is_not_open(string ours, string theirs, string message)
    {
        await using var hub = await OpenAsync();
        var refusal = await Assert.ThrowsAsync<UsageException>(() => Desk(hub).ForceAsync(
            Ask(), DecisionRequest.Ids(ours), DecisionRequest.Ids(theirs), CancellationToken.None));
        Assert.Contains(message, refusal.Message);
        Assert.Equal(0, await hub.CountAsync("canonical.decision"));
    }

    [Theory]
    [InlineData("A3|", "6603", "The difference of 'A3|' is -100.01, above the limit of 100.00")]
    [InlineData("A1|", "1122", "Account 1122 takes no write-offs; use one of 6603.")]
    [InlineData("R1|1", "6603", "has no difference 'R1|1' of D001")]
    [InlineData("R1", "6603", "'R1' is not an item")]
    [InlineData("|", "6603", "'|' is not an item")]
    public async Task Refuses_to_write_off_what_it_may_not(string item, string account, string message)
    {
        await using var hub = await OpenAsync();
        var refusal = await Assert.ThrowsAsync<UsageException>(
            () => Desk(hub).WriteOffAsync(Ask(), item, account, CancellationToken.None));
        Assert.Contains(message, refusal.Message);
    }

    [Fact]
    public async Task Refuses_to_undo_what_is_not_matched()
    {
        await using var hub = await OpenAsync();
        var open = await Assert.ThrowsAsync<UsageException>(
            () => Desk(hub).UndoAsync(Ask(), ["A1"], [], CancellationToken.None));
        Assert.Contains("A1 are not matched with each other", open.Message);
        var other = await Assert.ThrowsAsync<UsageException>(
            () => Desk(hub).UndoAsync(Ask(), ["R1"], ["2"], CancellationToken.None));
        Assert.Contains("match 1 holds R1 and 1", other.Message);
        var none = await Assert.ThrowsAsync<UsageException>(
            () => Desk(hub).UndoAsync(Ask(), 77, CancellationToken.None));
        Assert.Contains("There is no match 77 of D001", none.Message);
    }

    [Fact]
    public async Task Decides_about_a_line_once_until_a_run_has_seen_it()
    {
        await using var hub = await OpenAsync();
        var first = await Desk(hub).ForceAsync(Ask(), ["A1"], ["3"], CancellationToken.None);
        var refusal = await Assert.ThrowsAsync<UsageException>(
            () => Desk(hub).WriteOffAsync(Ask(), "A1|", "6603", CancellationToken.None));
        Assert.Contains($"./hub decision withdraw {first.Decision.Number}", refusal.Message);
        Assert.Contains(
            (await hub.LookAsync(October)).Blockers,
            b => b.Kind == BlockerKind.LateDocuments && b.What.Contains($"decision {first.Decision.Number}"));
        await Desk(hub).WithdrawAsync(first.Decision.Number, "fiona", "no", CancellationToken.None);
        await Desk(hub).WriteOffAsync(Ask(), "A1|", "6603", CancellationToken.None);
    }

    [Fact]
    public async Task Takes_one_of_two_decisions_about_the_same_line_at_the_same_moment()
    {
        await using var hub = await OpenAsync();
        var two = await Task.WhenAll(
            TryAsync(() => Desk(hub).ForceAsync(Ask(), ["A1"], ["3"], CancellationToken.None)),
            TryAsync(() => Desk(hub).ForceAsync(Ask(), ["A2"], ["3"], CancellationToken.None)));
        Assert.Single(two, taken => taken);
        Assert.Equal(1, await hub.CountAsync("canonical.decision"));

        static async Task<bool> TryAsync(Func<Task> decide)
        {
            try
            {
                await Task.Run(decide);
                return true;
            }
            catch (UsageException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Takes_a_decision_back_once_and_lists_it_all_the_same()
    {
        await using var hub = await OpenAsync();
        var taken = await Desk(hub).ForceAsync(Ask(), ["A1"], ["3"], CancellationToken.None);
        await Desk(hub).WithdrawAsync(taken.Decision.Number, "otto", "typing error", CancellationToken.None);
        var twice = await Assert.ThrowsAsync<UsageException>(
            () => Desk(hub).WithdrawAsync(taken.Decision.Number, "otto", "again", CancellationToken.None));
        Assert.Contains("was taken back before", twice.Message);
        await Assert.ThrowsAsync<UsageException>(
            () => Desk(hub).WithdrawAsync(4711, "otto", "none", CancellationToken.None));
        var listed = Assert.Single(await Desk(hub).OfPeriodAsync(October, "D001", CancellationToken.None));
        Assert.Equal("typing error", listed.WithdrawnWhy);
        var sql = await Assert.ThrowsAsync<PostgresException>(() => hub.ExecuteAsync("DELETE FROM canonical.decision"));
        Assert.Contains("append-only", sql.MessageText);
    }

    [Fact]
    public async Task Decides_nothing_without_a_reason_a_reconciliation_or_an_open_period()
    {
        await using var hub = await OpenAsync();
        var reason = await Assert.ThrowsAsync<UsageException>(
            () => Desk(hub).ForceAsync(Ask(" "), ["A1"], ["3"], CancellationToken.None));
        Assert.Contains("Say why", reason.Message);
        var dealer = await Assert.ThrowsAsync<UsageException>(() => Desk(hub).ForceAsync(
            Ask() with { Period = October.Next }, ["A1"], ["3"], CancellationToken.None));
        Assert.Contains("D001 was not reconciled in 2026-11", dealer.Message);
        await hub.ExecuteAsync(
            """
            INSERT INTO ops.period_event (period, no, state, actor, watermark)
            VALUES ('2026-10', 9, 'closed', 'x', 1)
            """);
        var closed = await Assert.ThrowsAsync<UsageException>(
            () => Desk(hub).ForceAsync(Ask(), ["A1"], ["3"], CancellationToken.None));
        Assert.Contains("2026-10 is closed", closed.Message);
    }

    private static DecisionDesk Desk(TestHub hub) => hub.Get<DecisionDesk>();

    private static DecisionRequest Ask(string reason = "agreed by phone") => new(October, "D001", "fiona", reason);

    private static Task<long> WatermarkAsync(TestHub hub) => hub.Database.InTransactionAsync(
        (_, transaction) => Watermark.FixAsync(transaction), CancellationToken.None);

    private static async Task<IReadOnlyList<Decision>> LoadAsync(TestHub hub, long watermark) =>
        [.. (await hub.Database.InTransactionAsync(
            (_, transaction) => DecisionStore.LoadAsync(transaction, ["D001", "D002"], October, watermark, default),
            CancellationToken.None))["D001"]];

    // R1 agrees, R2 differs by 0.03; A1, A2, A3 and the dealer's third line are open.
    private async Task<TestHub> OpenAsync()
    {
        var hub = await TestHub.OpenAsync(postgres, new TestConfig { Files = Rules() });
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"));
        await hub.SeedAsync(
            Datasets.Invoices,
            Invoice("R1", 5, 100m), Invoice("R2", 6, 60m), Invoice("A1", 8, 30m), Invoice("A2", 9, 20m),
            Invoice("A3", 20, 100.01m));
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger(
            "D001", "2026-10", 0m, 210.53m,
            ("invoice", "R1", Day(5), 100m), ("invoice", "R2", Day(6), 60.03m), ("invoice", "X9", Day(9), 50.5m)));
        await hub.SucceedAsync("reconcile", period: "2026-10");
        return hub;
    }

    // The shipped rules, and what may be written off.
    private static Dictionary<string, string> Rules()
    {
        const string File = "reconciliation/dealer-ledger.json";
        var rules = JsonNode.Parse(
            System.IO.File.ReadAllText(Repository.Path("config/" + File)),
            documentOptions: new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
            })!.AsObject();
        rules["writeOff"] = new JsonObject { ["limit"] = 100.00m, ["accounts"] = new JsonArray("6603") };
        return new() { [File] = rules.ToJsonString() };
    }

    private static DateOnly Day(int day) => October.Start.AddDays(day - 1);

    private static Connectors.Mapping.MappedDocument Invoice(string number, int day, decimal amount) =>
        Documents.Invoice(number, "D001", Day(day), amount);
}
