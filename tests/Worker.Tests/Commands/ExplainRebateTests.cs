using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Tests.Pipelines.Release;
using DealerIntegration.Worker.Tests.Pipelines.Settle;

namespace DealerIntegration.Worker.Tests.Commands;

/// <summary>What <c>hub explain rebate</c> says of a settled quarter, and where it has nothing to say.</summary>
public sealed class ExplainRebateTests(PostgresFixture postgres)
{
    private static readonly string[] Quarter =
        ["rebate", "--dealer", "D001", "--policy", QuarterPolicy.Code, "--period", "2026-Q4"];

    [Fact]
    public async Task Tells_tiers_steps_lines_and_what_is_payable()
    {
        await using var hub = await QuarterPolicy.OpenHubAsync(postgres);
        var run = await hub.SucceedAsync("settle", period: "2026-10");

        var (code, said) = await SayAsync(hub, Quarter);

        Assert.Equal(0, code);
        Assert.Contains("policy QTR version 2 (季度进货返利), earning period 2026-Q4", said);
        Assert.Contains($"Settled in 2026-10 by run {run.Id}, prepared by test", said);
        Assert.Contains($"waits for release (./hub settle release {run.Id})", said);
        Assert.Matches(@"1 \(10,000 to 40,000\)\s+12,000\s+2 %\s+240\.00", said);
        Assert.Contains("Basis: 1 invoiced line, value 12,000.00 CNY", said);
        Assert.Contains("Next tier: ", said);
        Assert.Matches(@"R1\s+10\s+2026-10-05\s+P1\s+12,000\s+240\.00", said);
        Assert.Matches(@"all 1 lines\s+12,000\s+240\.00", said);
        Assert.Matches(@"= payable\s+240\.00 as creditNote", said);
        Assert.Contains("This is the first settlement of the period", said);
    }

    [Fact]
    public async Task Names_the_documents_that_changed_since_the_settlement_before()
    {
        await using var hub = await QuarterPolicy.OpenHubAsync(postgres);
        var first = await hub.SettleAndReleaseAsync("2026-10");
        await hub.InvoiceAsync("R2", new DateOnly(2026, 11, 3), 30_000m);
        await hub.SucceedAsync("settle", period: "2026-11");

        var (_, said) = await SayAsync(hub, Quarter);

        Assert.Contains("Settled in 2026-11", said);
        Assert.Contains($"What changed since the settlement of 2026-10 (run {first.Id}):", said);
        Assert.Contains("R2 is new: contributes 30,000, share 0.00 → 900.00 (+900.00).", said);
        Assert.Contains("R1 is unchanged, share 240.00 → 360.00 (+120.00).", said);
        Assert.Contains("Together +1,020.00 = earned now 1,260.00 − earned then 240.00.", said);
        Assert.Matches(@"= payable\s+1,020\.00", said);
    }

    [Fact]
    public async Task Shows_an_earlier_run_as_it_was_and_who_released_it()
    {
        await using var hub = await QuarterPolicy.OpenHubAsync(postgres);
        var first = await hub.SettleAndReleaseAsync("2026-10");
        await hub.InvoiceAsync("R2", new DateOnly(2026, 11, 3), 30_000m);
        await hub.SucceedAsync("settle", period: "2026-11");

        var (_, said) = await SayAsync(hub, [.. Quarter, "--run", $"{first.Id}"]);

        Assert.Contains($"released by {Releasing.Second}", said);
        Assert.Matches(@"= payable\s+240\.00", said);
        Assert.DoesNotContain("R2", said);
    }

    [Fact]
    public async Task Lists_as_many_lines_as_asked_for_and_says_how_many_more_there_are()
    {
        await using var hub = await QuarterPolicy.OpenHubAsync(postgres);
        for (var i = 2; i <= 5; i++)
        {
            await hub.InvoiceAsync($"R{i}", new DateOnly(2026, 10, i), 1_000m);
        }

        await hub.SucceedAsync("settle", period: "2026-10");

        var (_, said) = await SayAsync(hub, [.. Quarter, "--lines", "2"]);
        Assert.Contains("R2  ", said);
        Assert.DoesNotContain("R3  ", said);
        Assert.Contains("… and 3 more lines; --all lists them.", said);
        (_, said) = await SayAsync(hub, [.. Quarter, "--all"]);
        Assert.Contains("R5  ", said);
        Assert.DoesNotContain("more lines", said);
    }

    [Fact]
    public async Task Says_what_was_settled_where_nothing_fits_the_question()
    {
        await using var hub = await QuarterPolicy.OpenHubAsync(postgres);
        var (code, said) = await SayAsync(hub, Quarter);
        Assert.Equal(HubCommand.Wrong, code);
        Assert.Contains("./hub settle --period 2026-10 --dealer D001", said);

        await hub.SucceedAsync("settle", period: "2026-10");
        const string command = "./hub explain rebate --dealer D001 --policy QTR --period 2026-Q4";
        (code, said) = await SayAsync(hub, ["rebate", "--dealer", "D001", "--policy", "QTR", "--period", "2026-10"]);
        Assert.Equal(HubCommand.Wrong, code);
        Assert.Contains("No rebate of dealer D001 was settled under policy QTR for 2026-10. There are:", said);
        Assert.Contains(command, said);
        (code, said) = await SayAsync(hub, ["rebate", "--dealer", "D001"]);
        Assert.Equal(0, code);
        Assert.Matches(@"QTR\s+2026-Q4\s+2026-10\s+\d+\s+240\.00\s+240\.00 CNY", said);
        Assert.Contains(command, said);
    }

    private static Task<(int Code, string Said)> SayAsync(TestHub hub, string[] words) =>
        hub.TypeAsync(ExplainCommand.Create(), ["explain", .. words]);
}
