using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Tests.Pipelines.Diversion;
using DealerIntegration.Worker.Tests.Pipelines.Release;

namespace DealerIntegration.Worker.Tests.Pipelines;

/// <summary>Results are a function of input and rules: not of the chunks, nor of who worked on them.</summary>
public sealed class RepeatabilityTests(PostgresFixture postgres)
{
    private const string Period = "2026-10";
    private const int Dealers = 12;

    private static readonly string[] Results =
    [
        "reconciliation", "match", "break", "rebate", "rebate_line", "scan_verdict", "diversion_case",
    ];

    [Fact]
    public async Task Come_out_the_same_in_one_chunk_and_in_many_with_four_jobs()
    {
        var one = await ResultsAsync(new TestConfig { DealersPerChunk = 200 }, jobs: 1);
        var many = await ResultsAsync(new TestConfig { DealersPerChunk = 1, Workers = 4 }, jobs: 4);
        Assert.All(Results, name => Assert.NotEmpty(one[name]));
        Assert.All(Results, name => Assert.Equal(one[name], many[name]));
    }

    [Fact]
    public async Task Come_out_the_same_when_they_are_run_again()
    {
        await using var hub = await OpenAsync(new TestConfig { DealersPerChunk = 5 });
        var first = await RunAllAsync(hub, jobs: 2);
        var again = await RunAllAsync(hub, jobs: 3);
        Assert.All(Results.Where(name => name != "rebate"), name => Assert.Equal(first[name], again[name]));
        Assert.Equal(Dealers, await hub.CountAsync(
            "(SELECT DISTINCT dealer_code, earned FROM result.rebate WHERE policy LIKE 'VOL%') e"));
        Assert.Equal(0, await hub.CountAsync("delivery.posting WHERE no > 1"));
    }

    private async Task<Dictionary<string, IReadOnlyList<string>>> ResultsAsync(TestConfig config, int jobs)
    {
        await using var hub = await OpenAsync(config);
        return await RunAllAsync(hub, jobs);
    }

    private static async Task<Dictionary<string, IReadOnlyList<string>>> RunAllAsync(TestHub hub, int jobs)
    {
        var reconciled = await hub.RunAsync("reconcile", period: Period, jobs: jobs);
        Assert.Equal(RunStatus.Incomplete, reconciled.Status);
        var settled = await hub.SettleAndReleaseAsync(Period, jobs: jobs);
        var matched = await hub.SucceedAsync("match-diversion", period: Period, jobs: jobs);
        var results = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var name in Results)
        {
            // Lines belong to a result by a number that each run gives anew.
            var (rows, wanted) = name == "rebate_line"
                ? ("""
                    (SELECT h.run_id, h.policy, h.dealer_code, l.* FROM result.rebate h
                       JOIN result.rebate_line l ON l.rebate_id = h.id)
                    """, "'run_id' - 'rebate_id'")
                : ($"result.{name}", "'run_id' - 'id'");
            results[name] = await hub.RowsAsync(
                $"""
                SELECT (to_jsonb(r) - {wanted})::text COLLATE "C" FROM {rows} r
                 WHERE run_id IN ({reconciled.Id}, {settled.Id}, {matched.Id}) ORDER BY 1
                """);
        }

        return results;
    }

    // The same business each time, made by a seed: bills and payments, and ledgers that mostly agree with them.
    private async Task<TestHub> OpenAsync(TestConfig config)
    {
        var hub = await TestHub.OpenAsync(postgres, config);
        var random = new Random(7);
        var codes = Enumerable.Range(1, Dealers).Select(n => $"D{n:000}").ToList();
        await hub.SeedAsync(Datasets.Dealers, [.. codes.Select(code => Documents.Dealer(code, territory: "330100"))]);
        await hub.SeedAsync(Datasets.Products, Documents.Product("P1"), Documents.Product("P2", "SNACK"));
        foreach (var code in codes)
        {
            var lines = new List<(string Kind, string Reference, DateOnly Date, decimal Amount)>();
            for (var i = 1; i <= 12; i++)
            {
                var invoice = Documents.Invoice(
                    $"R{code}-{i}", code, Day(random), random.Next(1_000, 9_000_000) / 100m,
                    product: $"P{random.Next(1, 3)}");
                await hub.SeedAsync(Datasets.Invoices, invoice);
                var amount = (decimal)invoice.Values[Datasets.Invoices.IndexOf("gross_amount")]!;
                if (random.Next(6) > 0)
                {
                    lines.Add(("invoice", $"R{code}-{i}", Day(random), amount + (random.Next(5) == 0 ? 0.03m : 0m)));
                }
            }

            if (code != codes[^1])
            {
                await hub.SeedAsync(
                    Datasets.Ledger, Documents.Ledger(code, Period, 0m, lines.Sum(l => l.Amount), [.. lines]));
            }

            await hub.SeedAsync(TraceDatasets.Codes,
                [.. Enumerable.Range(1, 20).Select(n => DiversionTests.Code($"{code}-{n}", "item", null, code))]);
        }

        await hub.SeedAsync(TraceDatasets.Scans,
        [
            .. Enumerable.Range(1, 120).Select(n => DiversionTests.Scan(
                n, random.Next(3) == 0 ? "330100" : "610100",
                code: $"{codes[random.Next(4)]}-{random.Next(1, 21)}")),
        ]);
        return hub;
    }

    private static DateOnly Day(Random random) => new(2026, 10, random.Next(1, 32));
}
