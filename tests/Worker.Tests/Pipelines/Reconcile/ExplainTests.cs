using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Commands;

namespace DealerIntegration.Worker.Tests.Pipelines.Reconcile;

/// <summary>What <c>hub explain</c> says of a reconciled ledger, and where it has nothing to say.</summary>
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

        var (code, said) = await hub.SayAsync("balance", "--dealer", "D001");
        Assert.Equal(0, code);
        Assert.Matches(@"Closing balance\s+60\.00\s+100\.00", said);
        Assert.Matches(@"NotBookedByDealer\s+1 item\s+40\.00", said);
        Assert.Matches(@"Residual \(difference − causes\)\s+0\.00", said);
        Assert.Matches(@"Together\s+1 open\s+60\.00", said);

        (_, said) = await hub.SayAsync("match", "--dealer", "D001", "--of", "R1");
        Assert.Contains("step normalisedKey, score 0.95, rules dealer-ledger version", said);
        Assert.Contains("ours 100.00 = theirs 100.00", said);

        (_, said) = await hub.SayAsync("break", "--dealer", "D001");
        Assert.Contains("MissingInTheirs, NotBookedByDealer, 40.00", said);
        Assert.Contains("documents: R2; the dealer corrects", said);

        Assert.Equal(HubCommand.Wrong, (await hub.SayAsync("break", "--dealer", "D001", "--of", "R1")).Code);
        Assert.Equal(HubCommand.Wrong, (await hub.SayAsync("balance", "--dealer", "D009")).Code);
    }

    [Fact]
    public async Task Says_the_same_of_a_run_whatever_came_after_it()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"));
        await hub.SeedAsync(
            Datasets.Invoices,
            Documents.Invoice("R1", "D001", new DateOnly(2026, 9, 20), 70m),
            Documents.Invoice("R2", "D001", new DateOnly(2026, 9, 21), 30m),
            Documents.Invoice("R3", "D001", new DateOnly(2026, 10, 5), 5m));
        await hub.SeedAsync(
            Datasets.Ledger,
            Documents.Ledger("D001", "2026-09", 0m, 30m, ("invoice", "R2", new DateOnly(2026, 9, 21), 30m)),
            Documents.Ledger("D001", "2026-10", 30m, 105m,
                ("invoice", "R1", new DateOnly(2026, 10, 2), 70m), ("invoice", "R3", new DateOnly(2026, 10, 5), 5m)));
        await hub.SucceedAsync("reconcile", period: "2026-09");
        await hub.SucceedAsync("reconcile", period: "2026-10");
        var before = await SaidAsync(hub);
        Assert.Contains("Carried forward from 2026-09: 1 open items, -70.00 of the opening difference", before);
        Assert.Contains("R1  Invoice  R1  2026-09-20", before);

        // September is done again with a ledger in which nothing is open, then closed; another invoice comes late.
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger(
            "D001", "2026-09", 0m, 100m, ("invoice", "R1", new DateOnly(2026, 9, 20), 70m),
            ("invoice", "R2", new DateOnly(2026, 9, 21), 30m)));
        await hub.SucceedAsync("reconcile", period: "2026-09");
        await hub.ExecuteAsync(
            """
            INSERT INTO ops.period_event (period, no, state, actor, watermark)
            SELECT '2026-09', 9, 'closed', 'fiona', max(watermark) FROM ops.run
            """);
        await hub.SeedAsync(
            Datasets.Invoices, Documents.Invoice("R9", "D001", new DateOnly(2026, 9, 22), 1m));
        Assert.Equal(before, await SaidAsync(hub));
    }

    private static async Task<string> SaidAsync(TestHub hub) =>
        (await hub.SayAsync("balance", "--dealer", "D001")).Said
        + (await hub.SayAsync("match", "--dealer", "D001")).Said;
}
