using System.Globalization;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Import;

namespace DealerIntegration.Worker.Tests.Pipelines.Import;

/// <summary>Pulling only what changed: windows are closed, reach back, and leave no gap behind.</summary>
public sealed class WindowTests(PostgresFixture postgres)
{
    private const string Rule = """{ "lagSeconds": 0, "overlapMinutes": 10, "longestHours": 48 }""";

    [Fact]
    public async Task Asks_for_what_changed_since_a_little_before_the_last_window_ended()
    {
        await using var sap = await FakeSap.StartAsync();
        await using var hub = await sap.OpenHubAsync(postgres, Rule);
        var now = DateTimeOffset.UtcNow;
        sap.Payments.Add(new SapPayment("1", now.AddDays(-3)));
        await hub.SucceedAsync("import", "sap/payments");
        Assert.DoesNotContain(" ge ", sap.Calls.Last());
        var reach = await ReachAsync(hub);
        Assert.InRange(reach, now.AddSeconds(-2), DateTimeOffset.UtcNow);

        // Committed late: its stamp lies before the end of the window that has passed it by.
        sap.Payments.Add(new SapPayment("2", reach.AddMinutes(-9)));
        sap.Payments.Add(new SapPayment("3", reach.AddMinutes(-11)));
        await hub.SucceedAsync("import", "sap/payments");
        Assert.Contains($"Changed ge datetimeoffset'{reach.AddMinutes(-10):yyyy-MM-dd'T'HH:mm:ss}Z'", sap.Calls.Last());
        Assert.Equal(["1", "2"], await NumbersAsync(hub));
        await hub.SucceedAsync(
            "import", "sap/payments", parameters: ImportRequest.Parameters(null, null, null, null, everything: true));
        Assert.Equal(["1", "2", "3"], await NumbersAsync(hub));
    }

    [Fact]
    public async Task Takes_a_stamp_on_the_border_of_two_windows_once_and_surely()
    {
        await using var sap = await FakeSap.StartAsync();
        var start = DateTimeOffset.UtcNow.AddDays(-5);
        var since = new DateTimeOffset(start.Year, start.Month, start.Day, 0, 0, 0, TimeSpan.Zero);
        await using var hub = await sap.OpenHubAsync(
            postgres,
            $$"""{ "lagSeconds": 0, "longestHours": 48, "since": "{{since:yyyy-MM-dd'T'HH:mm:ss}}Z" }""");
        sap.Payments.Add(new SapPayment("0", since.AddTicks(-1)));
        sap.Payments.Add(new SapPayment("1", since));
        sap.Payments.Add(new SapPayment("2", since.AddHours(48).AddTicks(-1)));
        sap.Payments.Add(new SapPayment("3", since.AddHours(48)));
        var run = await hub.SucceedAsync("import", "sap/payments", jobs: 2);
        Assert.Equal((3, 3L), (run.Chunks!.Value, ImportCounts.Parse(run.Counts).Added));
        Assert.Equal(["1", "2", "3"], await NumbersAsync(hub));
    }

    [Fact]
    public async Task Does_not_move_on_after_a_pull_that_was_not_whole()
    {
        await using var sap = await FakeSap.StartAsync();
        await using var hub = await sap.OpenHubAsync(postgres, Rule);
        sap.Payments.AddRange([new("1", DateTimeOffset.UnixEpoch), new("2", DateTimeOffset.UnixEpoch)]);
        sap.Payments.AddRange([new("2", DateTimeOffset.UnixEpoch), new("3", DateTimeOffset.UnixEpoch)]);
        Assert.Equal(RunStatus.Incomplete, (await hub.RunAsync("import", "sap/payments")).Status);
        Assert.Equal(0, await hub.CountAsync("ops.pull_reach"));
        sap.Payments.RemoveAt(2);
        await hub.SucceedAsync("import", "sap/payments");
        Assert.Equal(1, await hub.CountAsync("ops.pull_reach"));
    }

    [Fact]
    public async Task Does_not_move_on_over_a_gap_that_a_person_left()
    {
        await using var sap = await FakeSap.StartAsync();
        await using var hub = await sap.OpenHubAsync(postgres, Rule);
        await hub.SucceedAsync("import", "sap/payments");
        var reach = await ReachAsync(hub);
        sap.Ahead = TimeSpan.FromHours(3);
        await hub.SucceedAsync("import", "sap/payments", parameters: Asked(reach.AddHours(1), reach.AddHours(2)));
        Assert.Equal(reach, await ReachAsync(hub));
        await hub.SucceedAsync("import", "sap/payments", parameters: Asked(reach.AddHours(-1), reach.AddHours(2)));
        Assert.Equal(reach.AddHours(2), await ReachAsync(hub));
        Assert.Equal(
            ["", reach.AddHours(1).ToString("HH:mm", CultureInfo.InvariantCulture)],
            await hub.RowsAsync(
                "SELECT to_char(from_at AT TIME ZONE 'UTC', 'HH24:MI') FROM ops.certificate ORDER BY run_id LIMIT 2"));
    }

    [Fact]
    public async Task Closes_a_window_no_further_than_the_partners_clock()
    {
        await using var sap = await FakeSap.StartAsync();
        await using var hub = await sap.OpenHubAsync(postgres, Rule);
        await hub.SucceedAsync("import", "sap/payments");
        var reach = await ReachAsync(hub);
        await hub.SucceedAsync("import", "sap/payments", parameters: Asked(reach.AddHours(-1), reach.AddHours(2)));
        Assert.InRange(await ReachAsync(hub), reach, DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Refuses_windows_of_a_source_that_has_no_stamp()
    {
        await using var wms = await FakeWms.StartAsync();
        await using var hub = await wms.OpenHubAsync(postgres);
        var run = await hub.RunAsync(
            "import", "wms/scans", parameters: Asked(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow));
        Assert.Equal((RunStatus.Failed, "configuration"), (run.Status, run.ErrorKind));
        Assert.Contains("wms.json", run.Error);
    }

    private static string Asked(DateTimeOffset from, DateTimeOffset to) =>
        ImportRequest.Parameters(null, null, from, to, everything: false);

    private static async Task<DateTimeOffset> ReachAsync(TestHub hub) =>
        new(await hub.ScalarAsync<DateTime>("SELECT reached_at FROM ops.pull_reach"), TimeSpan.Zero);

    private static Task<IReadOnlyList<string>> NumbersAsync(TestHub hub) =>
        hub.RowsAsync("SELECT number FROM canonical.payment ORDER BY number");
}
