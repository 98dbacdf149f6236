using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Import;

namespace DealerIntegration.Worker.Tests.Pipelines.Import;

/// <summary>A REST system that only a connector file describes, through the whole of an import.</summary>
public sealed class RestImportTests(PostgresFixture postgres)
{
    private const string Rule = """{ "lagSeconds": 0, "overlapMinutes": 10 }""";

    [Fact]
    public async Task Pages_windows_rejected_rows_and_the_certificate_work_as_for_any_partner()
    {
        await using var erp = await FakeRest.StartAsync();
        await using var hub = await OpenAsync(erp);
        var start = DateTimeOffset.UtcNow;
        erp.Payments.AddRange(Enumerable.Range(1, 7).Select(n => new RestPayment($"{n}", start.AddDays(-n))));
        erp.Payments[4] = erp.Payments[4] with { Amount = "1,50" };
        erp.Payments[5] = erp.Payments[5] with { Customer = "" };
        var run = await hub.SucceedAsync("import", "erp/payments");
        Assert.Equal(3, ImportCounts.Parse(run.Counts).Pages);
        Assert.Equal("2 of 7 lines rejected, each named with its remedy", run.Note);
        Assert.Equal(["1|1", "2|1", "3|1", "4|1", "7|1"], await PaymentsAsync(hub));
        Assert.Equal(
            ["5|amount|1,50|not-a-number", "6|customer||missing"],
            await hub.RowsAsync("SELECT key, col, value, code FROM ops.rejected_row ORDER BY key"));
        Assert.Equal(
            ["True|7|5 accepted + 2 rejected = 7 lines in 7 documents|6|1|7"],
            await hub.RowsAsync(
                """
                SELECT complete, source_total, remarks, (tally->'controls'->>'amount')::numeric, tally->>'firstKey',
                       tally->>'lastKey' FROM ops.certificate
                """));

        erp.Calls.Clear();
        erp.Payments.Add(new RestPayment("8", start.AddMinutes(-5), "8.00"));
        erp.Payments[0] = erp.Payments[0] with { Amount = "9.99", Changed = DateTimeOffset.UtcNow.AddSeconds(-1) };
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        var next = ImportCounts.Parse((await hub.SucceedAsync("import", "erp/payments")).Counts);
        Assert.Equal((1L, 1L, 0L, 1L), (next.Added, next.Replaced, next.Unchanged, next.Pages));
        Assert.Contains("since=", Assert.Single(erp.Calls));
        Assert.Equal(["1|9.99", "2|1", "3|1", "4|1", "7|1", "8|8"], await PaymentsAsync(hub));
        Assert.Equal(1, await hub.CountAsync("ops.pull_reach WHERE connector = 'erp' AND dataset = 'payments'"));
    }

    [Fact]
    public async Task A_page_that_does_not_come_leaves_the_pull_open_and_the_next_worker_goes_on_behind_the_last_one()
    {
        await using var erp = await FakeRest.StartAsync();
        await using var hub = await OpenAsync(erp);
        erp.Payments.AddRange(Enumerable.Range(1, 7).Select(n => new RestPayment($"{n}", DateTimeOffset.UnixEpoch)));
        var broken = false;
        erp.Before = http =>
        {
            var breaks = !broken && http.Request.Query["offset"] == "6";
            broken |= breaks;
            return breaks ? 503 : null;
        };
        var run = await hub.SucceedAsync("import", "erp/payments");
        Assert.Equal((3L, 7L), (ImportCounts.Parse(run.Counts).Pages, ImportCounts.Parse(run.Counts).Added));
        Assert.Equal(4, erp.Calls.Count);
    }

    [Fact]
    public async Task A_count_above_what_came_is_never_green()
    {
        await using var erp = await FakeRest.StartAsync();
        await using var hub = await OpenAsync(erp);
        erp.Payments.AddRange([new("1", DateTimeOffset.UnixEpoch), new("1", DateTimeOffset.UnixEpoch)]);
        erp.Payments.AddRange([new("2", DateTimeOffset.UnixEpoch), new("2", DateTimeOffset.UnixEpoch, "2.00")]);
        var run = await hub.RunAsync("import", "erp/payments");
        Assert.Equal(RunStatus.Incomplete, run.Status);
        Assert.Contains("never came", run.Note);
    }

    private static Task<IReadOnlyList<string>> PaymentsAsync(TestHub hub) => hub.RowsAsync(
        $"SELECT number, amount FROM canonical.payment WHERE until_seq = {long.MaxValue} ORDER BY number");

    private Task<TestHub> OpenAsync(FakeRest erp) => TestHub.OpenAsync(postgres, new TestConfig
    {
        Files = new Dictionary<string, string> { ["connectors/erp.json"] = erp.ConnectorJson(Rule) },
    });
}
