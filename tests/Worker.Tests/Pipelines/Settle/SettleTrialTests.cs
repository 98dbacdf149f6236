using System.Text.Json;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Tests.Commands;
using DealerIntegration.Worker.Tests.Pipelines.Release;

namespace DealerIntegration.Worker.Tests.Pipelines.Settle;

/// <summary>A policy tried on settled months: what it would have cost, and nothing is written.</summary>
public sealed class SettleTrialTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Tells_cost_winners_losers_and_who_stands_below_a_tier()
    {
        await using var hub = await SettledAsync();
        var json = Path.Combine(postgres.NewFolder(), "trial.json");

        // From 9,000 on 4 %, from 45,000 on 1 %: D001 with 42,000 gains, D002 with 46,000 loses.
        var file = await PolicyAsync(text => text
            .Replace("\"from\": 10000, \"rate\": 2", "\"from\": 9000, \"rate\": 4", StringComparison.Ordinal)
            .Replace("\"from\": 40000, \"rate\": 3", "\"from\": 45000, \"rate\": 1", StringComparison.Ordinal));
        var (code, said) = await TryAsync(hub, file, "--json", json);

        Assert.Equal(0, code);
        Assert.Matches(@"2026-11 \(run \d+\)\s+2,640\.00\s+2,140\.00\s+-500\.00 CNY", said);
        Assert.Matches(@"2026-10 \(run \d+\)\s+240\.00\s+480\.00\s+\+240\.00 CNY", said);
        Assert.Matches(@"all, each period once\s+2,640\.00\s+2,140\.00\s+-500\.00 CNY", said);
        Assert.Matches(@"1 winners\s+D001\s+1,260\.00\s+1,680\.00\s+\+420\.00 CNY", said);
        Assert.Matches(@"1 losers\s+D002\s+1,380\.00\s+460\.00\s+-920\.00 CNY", said);
        Assert.Contains("QTR: 1 results move from tier 2 to tier 1", said);
        Assert.Matches(@"D001\s+2026-Q4\s+3,000\.00 below tier 2 at 45,000\.00", said);
        Assert.Matches(@"1 results lie within 10 % above a tier.*\s+D002\s+2026-Q4\s+1,000\.00 above tier 2", said);
        Assert.Contains("0 results lie within 2 % above", (await TryAsync(hub, file, "--near", "2")).Said);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        Assert.Equal(-500m, report.RootElement.GetProperty("costs")[0].GetProperty("difference").GetDecimal());
    }

    [Fact]
    public async Task The_policy_in_force_changes_nothing_and_nothing_is_written()
    {
        await using var hub = await SettledAsync();
        var before = await WrittenAsync(hub);

        var (_, said) = await TryAsync(hub, await PolicyAsync(text => text));

        Assert.Matches(@"all, each period once\s+2,640\.00\s+2,640\.00\s+0\.00 CNY", said);
        Assert.Contains("2 dealers get the same", said);
        Assert.Equal(before, await WrittenAsync(hub));
    }

    [Fact]
    public async Task A_policy_of_another_code_stands_beside_those_in_force()
    {
        await using var hub = await SettledAsync();
        var file = await PolicyAsync(text => text.Replace("\"QTR\"", "\"MORE\"", StringComparison.Ordinal));

        var (_, said) = await TryAsync(hub, file, "--last", "1", "--dealer", "D001");

        Assert.Contains("tried on 1 settled months", said);
        Assert.Matches(@"all, each period once\s+1,260\.00\s+2,520\.00\s+\+1,260\.00 CNY", said);
    }

    [Fact]
    public async Task Refuses_a_policy_that_cannot_be_and_a_hub_without_settlements()
    {
        await using var hub = await QuarterPolicy.OpenHubAsync(postgres);
        var (code, said) = await TryAsync(hub, await PolicyAsync(text => text));
        Assert.Equal(HubCommand.Wrong, code);
        Assert.Contains("No month was settled yet", said);
        (code, said) = await TryAsync(hub, await PolicyAsync(
            text => text.Replace("\"version\": 2", "\"version\": 0", StringComparison.Ordinal)));
        Assert.Equal(HubCommand.Wrong, code);
        Assert.Contains("tried.json:2:", said);
        Assert.Contains("Count from 1.", said);
    }

    /// <summary>October: D001 12,000. November: D001 30,000 more, D002 46,000.</summary>
    private async Task<TestHub> SettledAsync()
    {
        var hub = await QuarterPolicy.OpenHubAsync(postgres);
        await hub.SettleAndReleaseAsync("2026-10");
        await hub.InvoiceAsync("R2", new DateOnly(2026, 11, 3), 30_000m);
        await hub.InvoiceAsync("R3", new DateOnly(2026, 11, 4), 46_000m, "D002");
        await hub.SettleAndReleaseAsync("2026-11");
        return hub;
    }

    private async Task<string> PolicyAsync(Func<string, string> change)
    {
        var file = Path.Combine(postgres.NewFolder(), "tried.json");
        await File.WriteAllTextAsync(file, change(QuarterPolicy.Json));
        return file;
    }

    private static Task<(int Code, string Said)> TryAsync(TestHub hub, string file, params string[] words) =>
        hub.TypeAsync(SettleCommand.Create(), ["settle", "--what-if", file, .. words]);

    private static async Task<string> WrittenAsync(TestHub hub) => string.Join(' ', await hub.RowsAsync(
        "SELECT (SELECT count(*) FROM ops.run), (SELECT count(*) FROM result.rebate), "
        + "(SELECT count(*) FROM result.rebate_line), (SELECT count(*) FROM delivery.posting)"));
}
