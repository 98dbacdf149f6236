using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Pipelines.Diversion.Index;

namespace DealerIntegration.Worker.Tests.Pipelines.Diversion;

/// <summary>
/// Days of events that come, are corrected and are declared wrong: an index with changes laid over it says what one
/// made from scratch says.
/// </summary>
public sealed class IncrementTests(PostgresFixture postgres)
{
    private const string Period = "2026-10";

    private static readonly string[] Results = ["scan_verdict", "diversion_case", "custody_problem"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_results_are_the_same_with_and_without_index_files(int seed)
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        var world = new TraceWorld(seed);
        foreach (var dealer in new[] { "D1", "D2", "D3" })
        {
            await hub.SeedAsync(Datasets.Dealers, Documents.Dealer(dealer, territory: $"{30 + dealer[1] - '0'}0000"));
        }

        var known = 0;
        for (var day = 0; day < 3; day++)
        {
            world.Grow(pallets: day == 0 ? 12 : 2, strange: day * 4);
            world.Declare(day);
            await hub.SeedAsync(
                TraceDatasets.TraceEvents, [.. world.Events.Skip(known).Select(TraceWorld.Document)]);
            await SeedFlatAsync(hub, world, day);
            await SeedCorrectionAsync(hub, world, day);
            await SeedScansAsync(hub, world, day);
            known = world.Events.Count;

            var laidOver = await ResultsAsync(hub);
            Assert.Equal(day > 0, Directory.GetFiles(Folder(hub), "changes-*").Length > 0);
            var again = await ResultsAsync(hub);
            Assert.All(Results, name => Assert.Equal(laidOver[name], again[name]));
            var scratch = await FromScratchAsync(hub);
            Assert.All(Results, name => Assert.Equal(scratch[name], laidOver[name]));
            Assert.NotEmpty(laidOver["scan_verdict"]);
        }
    }

    [Fact]
    public async Task A_file_that_is_damaged_is_made_anew()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        var world = new TraceWorld(9);
        world.Grow(pallets: 2, strange: 0);
        await hub.SeedAsync(TraceDatasets.TraceEvents, [.. world.Events.Select(TraceWorld.Document)]);
        await hub.SucceedAsync("match-diversion", period: Period);
        var file = Assert.Single(Directory.GetFiles(Folder(hub), "codes-*.index"));
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^100] ^= 1;

        // Written beside and moved over, as another process does: what is mapped stays as it was.
        await File.WriteAllBytesAsync(file + ".new", bytes);
        File.Move(file + ".new", file, overwrite: true);
        using var books = new CodeBooks(hub.Paths, hub.Database);
        var watermark = await hub.ScalarAsync<long>("SELECT max(watermark) FROM ops.run");
        using var lease = await books.OpenAsync(watermark, CancellationToken.None);
        Assert.True(lease.Book.Whole.Codes > 0);
        Assert.NotEqual(bytes, await File.ReadAllBytesAsync(file));
    }

    private static string Folder(TestHub hub) => Path.Combine(hub.Paths.Data, "codes");

    private static async Task<Dictionary<string, IReadOnlyList<string>>> FromScratchAsync(TestHub hub)
    {
        var kept = Folder(hub) + "-kept";
        Directory.Move(Folder(hub), kept);

        // Books that are open are of the last watermark: a version more makes it another one.
        await hub.SeedAsync(Datasets.Products, Documents.Product($"X{Guid.NewGuid():N}"));
        var results = await ResultsAsync(hub);
        Directory.Delete(Folder(hub), recursive: true);
        Directory.Move(kept, Folder(hub));
        return results;
    }

    private static async Task<Dictionary<string, IReadOnlyList<string>>> ResultsAsync(TestHub hub)
    {
        var run = await hub.SucceedAsync("match-diversion", period: Period);
        var results = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var name in Results)
        {
            results[name] = await hub.RowsAsync(
                $"""
                SELECT (to_jsonb(r) - 'run_id')::text COLLATE "C" FROM result.{name} r WHERE run_id = {run.Id}
                 ORDER BY 1
                """);
        }

        return results;
    }

    // The warehouse's own list beside the events: a carton with its items, and an item that left alone later.
    private static async Task SeedFlatAsync(TestHub hub, TraceWorld world, int day)
    {
        await hub.SeedAsync(TraceDatasets.Codes,
        [
            DiversionTests.Code($"FLAT{day}", "carton", null, "D2"),
            .. Enumerable.Range(0, 3).Select(n => DiversionTests.Code($"FLAT{day}-I{n}", "item", $"FLAT{day}", "D2")),
            DiversionTests.Code("FLAT0-I1", "item", day % 2 == 0 ? "FLAT0" : null, $"D{1 + (day % 3)}"),
            DiversionTests.Code($"flat{day}-low", "item", null, "D1"),
        ]);
        for (var n = 0; n < 3; n++)
        {
            world.Codes.Add($"FLAT{day}-I{n}");
        }

        world.Codes.Add($"FLAT{day}-LOW");
    }

    // A sender with ids of its own sends one of its events again, with another content.
    private static async Task SeedCorrectionAsync(TestHub hub, TraceWorld world, int day)
    {
        if (day > 0)
        {
            var e = world.Any(world.Events) with { DeclaresError = false, ToDealer = "D3" };
            await hub.SeedAsync(TraceDatasets.TraceEvents, TraceWorld.Document(e));
        }
    }

    private static async Task SeedScansAsync(TestHub hub, TraceWorld world, int day)
    {
        var scans = Enumerable.Range(0, 120).Select(n => DiversionTests.Scan(
            (day * 1_000) + n, $"3{n % 4}0100", TraceWorld.Start.AddHours(n * 6), n % 20 == 0 ? $"NEVER{n}"
                : world.Any(world.Codes)));
        await hub.SeedAsync(TraceDatasets.Scans, [.. scans]);
    }
}
