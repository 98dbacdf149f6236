using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Pipelines.Settle;
using DealerIntegration.Worker.Tests.Pipelines.Settle;

namespace DealerIntegration.Worker.Tests.Commands;

/// <summary>Who is close to the next tier, as of the last settlement.</summary>
public sealed class RebateWatchTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Lists_who_misses_little_the_worthiest_first()
    {
        await using var hub = await QuarterPolicy.OpenHubAsync(postgres);
        await hub.InvoiceAsync("R2", new DateOnly(2026, 10, 6), 25_000m);
        await hub.InvoiceAsync("R3", new DateOnly(2026, 10, 7), 9_500m, "D002");
        await hub.SucceedAsync("settle", period: "2026-10");

        // D001 has 37,000 of 40,000: 3 % of 40,000 less 2 % of 37,000; D002 has 9,500 of 10,000: 2 % of 10,000.
        var (code, said) = await WatchAsync(hub, "--over");
        Assert.Equal(0, code);
        Assert.Matches(
            @"(?s)D001\s+QTR\s+2026-Q4\s+37,000\.00\s+2\s+40,000\.00\s+3,000\.00\s+7\.50\s+460\.00 CNY.*"
            + @"D002\s+QTR\s+2026-Q4\s+9,500\.00\s+1\s+10,000\.00\s+500\.00\s+5\.00\s+200\.00 CNY",
            said);
        Assert.DoesNotContain("D001", (await WatchAsync(hub, "--over", "--within", "6")).Said);
        Assert.DoesNotContain("D002", (await WatchAsync(hub, "--over", "--dealer", "D001")).Said);
        Assert.Contains("--within widens the search", (await WatchAsync(hub, "--over", "--within", "1")).Said);
        Assert.Contains("--within widens", (await WatchAsync(hub, "--over", "--policy", "OTHER")).Said);
    }

    [Fact]
    public async Task Leaves_out_who_has_reached_the_last_tier_since()
    {
        await using var hub = await QuarterPolicy.OpenHubAsync(postgres);
        await hub.SucceedAsync("settle", period: "2026-10");
        Assert.Contains("D001", (await WatchAsync(hub, "--over", "--within", "100")).Said);
        await hub.InvoiceAsync("R2", new DateOnly(2026, 11, 6), 40_000m);
        await hub.SucceedAsync("settle", period: "2026-11");
        Assert.DoesNotContain("D001", (await WatchAsync(hub, "--over", "--within", "100")).Said);
    }

    [Fact]
    public async Task Leaves_out_periods_that_are_over()
    {
        await using var hub = await QuarterPolicy.OpenHubAsync(postgres);
        await hub.SucceedAsync("settle", period: "2026-10");
        await hub.ExecuteAsync("UPDATE result.rebate SET period = '2020-Q4'");

        Assert.Contains("All 1 settled earning periods with a next tier are over", (await WatchAsync(hub)).Said);
    }

    private static Task<(int Code, string Said)> WatchAsync(TestHub hub, params string[] words) =>
        hub.TypeAsync(RebatesCommand.Create(), ["rebates", "watch", .. words]);
}
