using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Tests.Dashboard;

namespace DealerIntegration.Worker.Tests.Pipelines.Reconcile;

/// <summary>What <c>hub explain</c> says of a reconciled month, and where it has nothing to say.</summary>
public sealed class ExplainTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Tells_the_balance_a_match_and_a_break_of_a_dealer()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"));
        await hub.SeedAsync(
            Datasets.Invoices,
            Documents.Invoice("R1", "D001", new DateOnly(2026, 10, 5), 100m),
            Documents.Invoice("R2", "D001", new DateOnly(2026, 10, 6), -40m, "return"));
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger(
            "D001", "2026-10", 0m, 100m, ("invoice", "00R1", new DateOnly(2026, 10, 5), 100m)));
        await hub.SucceedAsync("reconcile", period: "2026-10");

        var (code, said) = await SayAsync(hub, "balance", "--dealer", "D001");
        Assert.Equal(0, code);
        Assert.Matches(@"Closing balance\s+60\.00\s+100\.00", said);
        Assert.Matches(@"NotBookedByDealer\s+1 items\s+40\.00", said);
        Assert.Matches(@"Residual \(difference − causes\)\s+0\.00", said);
        Assert.Matches(@"Together\s+1 open\s+60\.00", said);

        (_, said) = await SayAsync(hub, "match", "--dealer", "D001", "--of", "R1");
        Assert.Contains("step normalisedKey, score 0.95, rules dealer-ledger version", said);
        Assert.Contains("ours 100.00 = theirs 100.00", said);

        (_, said) = await SayAsync(hub, "break", "--dealer", "D001");
        Assert.Contains("MissingInTheirs, NotBookedByDealer, 40.00", said);
        Assert.Contains("documents: R2; the dealer corrects", said);

        Assert.Equal(HubCommand.Wrong, (await SayAsync(hub, "break", "--dealer", "D001", "--of", "R1")).Code);
        Assert.Equal(HubCommand.Wrong, (await SayAsync(hub, "balance", "--dealer", "D009")).Code);
    }

    private static Task<(int Code, string Said)> SayAsync(TestHub hub, params string[] words) =>
        DashboardFixture.WithDatabaseAsync(
            hub.ConnectionString,
            async () =>
            {
                var console = Console.Out;
                using var heard = new StringWriter();
                Console.SetOut(heard);
                try
                {
                    string[] line =
                    [
                        "explain", .. words, "--period", "2026-10", "--config", hub.Paths.Config, "--data",
                        hub.Paths.Data,
                    ];
                    return (await HubCommand.RunAsync(line, ExplainCommand.Create()), heard.ToString());
                }
                finally
                {
                    Console.SetOut(console);
                }
            });
}
