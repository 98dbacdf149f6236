using DealerIntegration.Bench.Soak;
using DealerIntegration.Bench.Soak.Diversion;
using DealerIntegration.Bench.Soak.Partners;
using DealerIntegration.Worker.Storage;
using DealerIntegration.Worker.Tests;

namespace DealerIntegration.Bench.Tests;

/// <summary>A sample of the long proofs; <c>./hub soak NAME --seeds N</c> runs as many as one likes.</summary>
public sealed class SoakSampleTests(PostgresFixture postgres)
{
    private static IEnumerable<int> Seeds => Enumerable.Range(1, 5);

    [Fact]
    public void Planted_differences_are_found_and_leave_no_residual() =>
        Assert.All(Seeds, seed => ReconcileProof.Run(seed));

    [Fact]
    public void Interim_and_final_settlements_pay_what_a_single_one_pays() =>
        Assert.All(Seeds, seed => SettleProof.Run(seed));

    [Fact]
    public void No_dealer_is_accused_who_did_not_divert() =>
        Assert.All(Seeds, seed => DiversionProof.Run(seed));

    [Fact]
    public async Task Every_chunk_is_committed_once_whatever_its_workers_do()
    {
        var connectionString = await postgres.NewDatabaseAsync();
        await PostgresFixture.ExecuteAsync(connectionString, LedgerProof.Schema);
        await using var database = new Database(connectionString);
        foreach (var seed in Seeds.Take(3))
        {
            await new LedgerProof(database).RunAsync(seed, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Connectors_lose_and_double_nothing_whatever_partners_and_workers_do()
    {
        await using var database = new Database(await postgres.NewDatabaseAsync());
        await using var proof = new ConnectorsProof(database, postgres.NewFolder());
        var result = await SoakRunner.RunAsync(
            proof, first: 1, seeds: 40, TimeSpan.FromMinutes(30), _ => { }, TestContext.Current.CancellationToken);
        Assert.True(result.Broken is null, $"seed {result.BrokenSeed}: {result.Broken}");
        Assert.Equal(40, result.Held);
        Assert.NotEqual(0, result.Figures["workers died"]);
        Assert.Contains(result.Figures.Keys, figure => figure.EndsWith("AfterEffect", StringComparison.Ordinal));
    }
}
