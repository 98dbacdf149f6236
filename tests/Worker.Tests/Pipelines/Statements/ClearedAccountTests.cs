using ClosedXML.Excel;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Reconcile;
using DealerIntegration.Worker.Pipelines.Statements;

namespace DealerIntegration.Worker.Tests.Pipelines.Statements;

/// <summary>What is open in our book, from canonical rows: it is what our closing balance consists of.</summary>
public sealed class ClearedAccountTests(PostgresFixture postgres)
{
    private const string Month = "2026-10";
    private static readonly string[] Dealers = ["D001", "D002", "D003"];

    [Fact]
    public async Task The_open_amounts_of_every_dealer_add_up_to_our_closing_balance()
    {
        await using var hub = await OpenAsync();
        var run = await hub.RunAsync("reconcile", period: Month);
        var stored = await hub.RowsAsync(
            $"SELECT dealer_code, our_closing FROM result.reconciliation WHERE run_id = {run.Id} ORDER BY 1");
        Assert.Equal(["D001|155", "D002|-80", "D003|0"], stored);
        Assert.Equal(stored, (await AccountsAsync(hub, run)).Select(a => $"{a.Key}|{a.Value.Balance:0.##}"));
    }

    [Fact]
    public async Task A_document_that_came_after_its_month_was_closed_is_open_since_its_own_date()
    {
        await using var hub = await OpenAsync();
        await hub.RunAsync("reconcile", period: "2026-09");
        await hub.ExecuteAsync(
            """
            INSERT INTO ops.period_event (period, no, state, actor, reason, watermark, evidence)
            SELECT '2026-09', (SELECT 1 + max(no) FROM ops.period_event WHERE period = '2026-09'), 'closed', 'test',
                   'done', max(watermark), '[]' FROM ops.run
            """);
        await hub.SeedAsync(
            Datasets.Invoices,
            Documents.Invoice("L1", "D001", new DateOnly(2026, 8, 2), 7m),
            Documents.Invoice("I1", "D001", new DateOnly(2026, 7, 1), 90m));
        var run = await hub.RunAsync("reconcile", period: Month);
        Assert.Equal("152", await hub.ScalarAsync<string>(
            $"SELECT our_closing::text FROM result.reconciliation WHERE run_id = {run.Id} AND dealer_code = 'D001'"));
        var account = (await AccountsAsync(hub, run))["D001"];
        Assert.Equal(152m, account.Balance);
        Assert.Contains(account.Result.Open, o => o is { Entry.Id: "L1", Amount: 7m, AgeDays: 90, Band.Name: "61-90" });
    }

    [Fact]
    public async Task Is_what_the_run_knew_whatever_came_since()
    {
        await using var hub = await OpenAsync();
        var run = await hub.RunAsync("reconcile", period: Month);
        var before = await AccountsAsync(hub, run);
        await hub.SeedAsync(Datasets.Payments, Documents.Payment("Z9", "D001", new DateOnly(2026, 10, 9), 100m));
        var after = await AccountsAsync(hub, run);
        Assert.All(Dealers, dealer => Assert.Equal(before[dealer].Result.Open, after[dealer].Result.Open));
    }

    [Fact]
    public async Task The_statement_lists_it_oldest_first_and_ages_it_by_the_bands_of_the_configuration()
    {
        await using var hub = await OpenAsync(
            """{ "dueDays": 10, "silence": "open", "ageBands": [0, 8, 100] }""");
        await hub.RunAsync("reconcile", period: Month);
        var run = await hub.SucceedAsync("statements", period: Month);
        using var book = new XLWorkbook(Assert.Single(Directory.GetFiles(
            Path.Combine(hub.Paths.Data, "outbox"), $"对账单_D001_{Month}_{run.Id}.xlsx", SearchOption.AllDirectories)));
        var sheet = book.Worksheet("账龄 Ageing");
        var listed = sheet.RowsUsed().SkipWhile(r => r.Cell(3).GetString() != "未核销单据\nOpen document").Skip(1).ToList();
        Assert.Equal(
            [
                "I1 100 70 30 122 99 天以上 over 99 days", "I2 40 0 40 31 8–99 天 days", "I3 60 0 60 26 8–99 天 days",
                "I4 25 0 25 0 0–7 天 days", " 225 70 155  ",
            ],
            listed.Select(r => string.Join(' ', r.Cells(3, 8).Select(c => c.CachedValue))));
        Assert.Equal(
            ["0–7 天 days 1 25", "8–99 天 days 2 100", "99 天以上 over 99 days 1 30"],
            sheet.Rows(5, 7).Select(r => string.Join(' ', r.Cells(2, 4).Select(c => c.CachedValue))));
        Assert.Equal("一致 agrees", sheet.Cell(9, 3).CachedValue);
    }

    /// <summary>D001 pays by name, part of an old one; D002 pays in advance; D003 owes nothing.</summary>
    private async Task<TestHub> OpenAsync(string? terms = null)
    {
        var files = new Dictionary<string, string>();
        if (terms is not null)
        {
            files["statements.json"] = terms;
        }

        var hub = await TestHub.OpenAsync(postgres, new TestConfig { Files = files });
        await hub.SeedAsync(Datasets.Dealers, [.. Dealers.Select(code => Documents.Dealer(code))]);
        await hub.SeedAsync(
            Datasets.Invoices,
            Documents.Invoice("I1", "D001", new DateOnly(2026, 7, 1), 100m),
            Documents.Invoice("U1", "D001", new DateOnly(2026, 9, 1), 11m, currency: "USD"),
            Documents.Invoice("I2", "D001", new DateOnly(2026, 9, 30), 40m),
            Documents.Invoice("I3", "D001", new DateOnly(2026, 10, 5), 60m),
            Documents.Invoice("U2", "D001", new DateOnly(2026, 10, 6), 13m, currency: "USD"),
            Documents.Invoice("I4", "D001", new DateOnly(2026, 10, 31), 25m),
            Documents.Invoice("I5", "D001", new DateOnly(2026, 11, 1), 1000m),
            Documents.Invoice("I6", "D002", new DateOnly(2026, 10, 1), 20m),
            Documents.Invoice("I7", "D003", new DateOnly(2026, 10, 1), 20m));
        await hub.SeedAsync(
            Datasets.Payments,
            Documents.Payment("Z1", "D001", new DateOnly(2026, 10, 7), 70m),
            Documents.Payment("Z2", "D002", new DateOnly(2026, 9, 7), 100m),
            Documents.Payment("Z3", "D003", new DateOnly(2026, 10, 7), 20m, "货款 I7"));
        return hub;
    }

    private static Task<IReadOnlyDictionary<string, ClearedAccount>> AccountsAsync(TestHub hub, Run run) =>
        hub.Database.RolledBackAsync(
            async transaction => await ClearedAccount.LoadAsync(
                transaction,
                await ReconcileWork.ScopeAsync(
                    transaction, Dealers, Period.Parse(Month), run.Watermark!.Value, CancellationToken.None),
                Dealers.ToDictionary(code => code, _ => "CNY"),
                ClearingTerms.Load(hub.Paths),
                CancellationToken.None),
            CancellationToken.None);
}
