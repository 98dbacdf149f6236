using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Uploads;

namespace DealerIntegration.Worker.Tests.Pipelines.Uploads;

/// <summary>Checking a file is taking it minus the writes, under a token that says whether it still holds.</summary>
public sealed class UploadTrialTests(PostgresFixture postgres)
{
    private const string Everything =
        """
        SELECT (SELECT count(*) FROM raw.upload), (SELECT count(*) FROM raw.arrival), (SELECT count(*) FROM ops.run),
               (SELECT count(*) FROM canonical.stock), (SELECT count(*) FROM ops.rejected_row),
               (SELECT count(*) FROM delivery.file)
        """;

    [Fact]
    public async Task It_writes_nothing_and_its_token_is_the_one_that_the_commit_records()
    {
        await using var desk = await DealerDesk.OpenAsync(postgres);
        var path = await SaveAsync(postgres, MessyFile.Stock(1).Content);
        var before = await desk.Hub.RowsAsync(Everything);
        var checkedFile = await CheckAsync(desk, path);

        Assert.Equal(before, await desk.Hub.RowsAsync(Everything));
        Assert.Equal(UploadVerdict.AcceptedWithRejects, checkedFile.Reading.Verdict);
        Assert.All(checkedFile.Changes, c => Assert.False(c.IsUpdate));

        var run = await TakeAsync(desk, path, checkedFile.Token);
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.Equal([checkedFile.Token], await desk.Hub.RowsAsync("SELECT inputs FROM raw.upload"));
        Assert.Equal(
            checkedFile.Changes.Select(c => c.Key).Order(),
            await desk.Hub.RowsAsync("SELECT key FROM canonical.stock ORDER BY key COLLATE \"C\""));
        Assert.Equal(checkedFile.Reading.Problems.Count, await desk.Hub.CountAsync("ops.rejected_row"));
    }

    [Fact]
    public async Task In_a_closed_month_the_check_says_what_taking_does()
    {
        await using var desk = await DealerDesk.OpenAsync(postgres);
        await desk.Hub.ExecuteAsync(
            """
            INSERT INTO ops.period_event (period, no, state, actor, watermark)
            VALUES ('2026-10', 1, 'closed', 'test', 1)
            """);
        var path = await SaveAsync(postgres, Stock(("000001", 10m)));
        var checkedFile = await CheckAsync(desk, path);
        var run = await TakeAsync(desk, path, checkedFile.Token);

        // What comes late counts in the next open month, so a closed one refuses no file; both say so.
        Assert.Equal((UploadVerdict.Accepted, RunStatus.Succeeded), (checkedFile.Reading.Verdict, run.Status));
    }

    [Fact]
    public async Task It_tells_what_would_be_created_updated_and_left()
    {
        await using var desk = await DealerDesk.OpenAsync(postgres);
        await desk.SendAsync("stock.xlsx", Stock(("000001", 10m), ("000002", 20.50m)));
        var path = await SaveAsync(postgres, Stock(("000001", 10.0m), ("000002", 21m), ("000003", 5m)));
        var result = await CheckAsync(desk, path);

        Assert.Equal(1, result.Unchanged);
        Assert.Equal(
            ["D001|000002|2026-10-31 on_hand 20.5 -> 21", "D001|000003|2026-10-31"],
            result.Changes.Select(c => $"{c.Key} {string.Join(
                "; ", c.Fields.Select(f => $"{f.Field} {f.Before} -> {f.Now}"))}".TrimEnd()).Order());
        Assert.Contains(
            "update D001|000002|2026-10-31: on_hand 20.5 -> 21", UploadTrialText.Of(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledgers_changed_line_is_told_with_its_number()
    {
        await using var desk = await DealerDesk.OpenAsync(postgres);
        await desk.SendAsync("ledger.xlsx", Workbooks.Ledger("D001", 100m, 100m));
        var result = await CheckAsync(desk, await SaveAsync(postgres, Workbooks.Ledger("D001", 120m, 120m)));

        var change = Assert.Single(result.Changes);
        Assert.Equal(
            ["closing_balance 100 -> 120", "line 1 amount 100 -> 120"],
            change.Fields.Select(f => $"{f.Field} {f.Before} -> {f.Now}"));
    }

    [Fact]
    public async Task With_a_token_of_before_nothing_is_taken_and_what_has_changed_is_said()
    {
        await using var desk = await DealerDesk.OpenAsync(postgres);
        var path = await SaveAsync(postgres, Stock(("000001", 10m)));
        var token = (await CheckAsync(desk, path)).Token;
        await desk.Hub.SeedAsync(Datasets.Products, Documents.Product("000099"));
        await File.WriteAllBytesAsync(path, Stock(("000001", 11m)));

        var run = await TakeAsync(desk, path, token);
        Assert.Equal((RunStatus.Failed, "configuration"), (run.Status, run.ErrorKind));
        Assert.Contains(
            "since the check has changed the file, or the file that it corrects; the products or dealers", run.Error,
            StringComparison.Ordinal);
        Assert.Equal(0, await desk.Hub.CountAsync("canonical.stock"));
        Assert.Equal(RunStatus.Succeeded, (await TakeAsync(desk, path, (await CheckAsync(desk, path)).Token)).Status);
    }

    [Fact]
    public async Task A_file_that_was_taken_before_is_told_so()
    {
        await using var desk = await DealerDesk.OpenAsync(postgres);
        var content = Stock(("000001", 10m));
        await desk.SendAsync("stock.xlsx", content);
        var result = await CheckAsync(desk, await SaveAsync(postgres, content));
        Assert.Equal(("stock.xlsx", 0, 1L), (result.TakenBefore, result.Changes.Count, result.Unchanged));
    }

    private static byte[] Stock(params (string Product, decimal OnHand)[] rows) => Workbooks.Table(
        ["商品编码", "库存日期", "在库数量"],
        [.. rows.Select(r => new object[] { r.Product, new DateTime(2026, 10, 31), r.OnHand })]);

    private static async Task<string> SaveAsync(PostgresFixture postgres, byte[] content)
    {
        var path = Path.Combine(postgres.NewFolder(), "file.xlsx");
        await File.WriteAllBytesAsync(path, content);
        return path;
    }

    private static Task<UploadTrialResult> CheckAsync(DealerDesk desk, string path) =>
        new UploadTrial(desk.Hub.Database, desk.Hub.Get<UploadWork>())
            .RunAsync("D001", path, Period.Parse(DealerDesk.Period), CancellationToken.None);

    private static Task<Run> TakeAsync(DealerDesk desk, string path, string token) => desk.Hub.RunAsync(
        "uploads", period: DealerDesk.Period, parameters: new UploadToTake("D001", path, token).Parameters());
}
