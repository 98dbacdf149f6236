using ClosedXML.Excel;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Tests.Pipelines.Release;
using DealerIntegration.Worker.Tests.Pipelines.Settle;

namespace DealerIntegration.Worker.Tests.Pipelines.Statements;

/// <summary>The dealer's rebate workbook says what the settlement stored, whatever the policy says by then.</summary>
public sealed class RebateFilesTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_workbook_goes_out_once_per_settled_figures_with_what_changed_since()
    {
        await using var hub = await QuarterPolicy.OpenHubAsync(postgres);
        await hub.SettleAndReleaseAsync("2026-10");
        await IssueAsync(hub, "2026-10");
        await IssueAsync(hub, "2026-10");
        using var first = Assert.Single(Workbooks(hub));
        Assert.DoesNotContain(first.Worksheets, sheet => sheet.Name == "变化 Changes");

        await hub.InvoiceAsync("R2", new DateOnly(2026, 11, 3), 30_000m);
        await hub.SettleAndReleaseAsync("2026-11");
        await IssueAsync(hub, "2026-11");
        using var second = Workbooks(hub)[^1];
        var page = Texts(second.Worksheet(1));
        Assert.Contains("季度进货返利", page);
        Assert.Contains("此前已入账 240，本次应付 1,020。", page);
        Assert.Contains("自 2026-10 结算以来：新增单据 1 张 +900，重新分摊单据 1 张 +120；合计 +1,020。", page);
        Assert.Contains("R2", Texts(second.Worksheet("变化 Changes")));
    }

    [Fact]
    public async Task A_policy_that_was_changed_since_changes_nothing_of_what_was_settled()
    {
        await using var hub = await QuarterPolicy.OpenHubAsync(postgres);
        await hub.SettleAndReleaseAsync("2026-10");
        await File.WriteAllTextAsync(
            Path.Combine(hub.Paths.Config, "rebates", "quarter.json"),
            QuarterPolicy.Json.Replace("\"rate\": 2", "\"rate\": 9", StringComparison.Ordinal));
        await IssueAsync(hub, "2026-10");

        using var book = Assert.Single(Workbooks(hub));
        Assert.Contains("应得 240 CNY", Texts(book.Worksheet(1)));
        Assert.Contains("一致 agrees", Texts(book.Worksheet(1)));
    }

    [Fact]
    public async Task Nothing_goes_out_before_all_of_a_dealer_is_released()
    {
        await using var hub = await QuarterPolicy.OpenHubAsync(postgres);
        await hub.InvoiceAsync("R3", new DateOnly(2026, 10, 6), 15_000m, "D002");
        var settled = await hub.SucceedAsync("settle", period: "2026-10");
        await hub.RunAsync("reconcile", period: "2026-10");
        var early = await hub.SucceedAsync("statements", period: "2026-10");
        Assert.Empty(Workbooks(hub));
        Assert.Equal(
            $"The rebates of 2 dealers wait for the release of settlement {settled.Id}; run statements again after it",
            early.Note);

        await hub.ReleaseAsync(settled.Id, dealer: "D002");
        await hub.SucceedAsync("statements", period: "2026-10");
        using (var book = Assert.Single(Workbooks(hub)))
        {
            Assert.Contains("应得 300 CNY；此前已入账 0，本次应付 300。", Texts(book.Worksheet(1)));
        }

        // D001 is settled again alone: that settlement counts for it, and no longer the one of all.
        await hub.InvoiceAsync("R4", new DateOnly(2026, 10, 7), 500m);
        var alone = await hub.SucceedAsync("settle", "D001", "2026-10");
        Assert.Contains(
            $"of 1 dealers wait for the release of settlement {alone.Id};",
            (await hub.SucceedAsync("statements", period: "2026-10")).Note);
        await hub.ReleaseAsync(alone.Id);
        Assert.Null((await hub.SucceedAsync("statements", period: "2026-10")).Note);
        Assert.Equal(2, Workbooks(hub).Count);
        Assert.Contains(Workbooks(hub), book => Texts(book.Worksheet(1)).Contains("应得 250 CNY"));
    }

    [Fact]
    public async Task A_dealer_may_deduct_a_rebate_once_it_is_released_and_not_what_was_only_prepared()
    {
        await using var hub = await QuarterPolicy.OpenHubAsync(postgres);
        var settled = await hub.SucceedAsync("settle", period: "2026-10");
        await hub.SeedAsync(
            Datasets.Ledger,
            Documents.Ledger(
                "D001", "2026-10", 0m, 11_760m, ("invoice", "R1", new(2026, 10, 5), 12_000m),
                ("credit_note", "QTR 2026-Q4", new(2026, 10, 30), -240m)));
        Assert.Equal("", await CauseAsync(hub));
        await hub.ReleaseAsync(settled.Id);
        Assert.Equal("Deduction", await CauseAsync(hub));
    }

    private static async Task<string> CauseAsync(TestHub hub)
    {
        var run = await hub.RunAsync("reconcile", period: "2026-10");
        return Assert.Single(await hub.RowsAsync(
            $"SELECT cause FROM result.break WHERE run_id = {run.Id} AND dealer_code = 'D001'"));
    }

    private static async Task IssueAsync(TestHub hub, string period)
    {
        await hub.RunAsync("reconcile", period: period);
        await hub.SucceedAsync("statements", period: period);
    }

    private static List<XLWorkbook> Workbooks(TestHub hub) =>
    [
        .. Directory.EnumerateFiles(
                Path.Combine(hub.Paths.Data, "outbox"), "返利结算单_*.xlsx", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(file => new XLWorkbook(file)),
    ];

    private static string Texts(IXLWorksheet sheet) =>
        string.Join('\n', sheet.CellsUsed().Select(c => c.GetFormattedString()));
}
