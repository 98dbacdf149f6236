using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Pipelines.Diversion.Index;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Pipelines.Diversion;

/// <summary>
/// Days of events that come, are corrected and are declared wrong: what is known of a code at the end of any of them is
/// the same, found by the index of any day or searched for in all events.
/// </summary>
public sealed class CodeTraceTests(PostgresFixture postgres)
{
    private const int Days = 3;
    private const int Sample = 4;

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public async Task An_index_of_any_day_finds_what_a_search_finds(int seed)
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        var world = new TraceWorld(seed);
        var (watermarks, indexes) = (new List<long>(), new List<string>());
        for (var day = 0; day < Days; day++)
        {
            watermarks.Add(await GrowAsync(hub, world, day));
            indexes.Add(await IndexAsync(hub, day));
        }

        var codes = world.Codes.Concat(world.Events.Select(e => e.ParentCode).OfType<string>()).Distinct()
            .Where((_, n) => n % Sample == 0)
            .ToList();
        foreach (var watermark in watermarks)
        {
            var searched = await TracesAsync(hub, null, watermark, codes);
            Assert.Equal(await NamingAsync(hub, watermark, codes), searched.Select(t => t.Naming));
            foreach (var path in indexes)
            {
                using var index = MappedIndex.TryOpen(path);
                Assert.NotNull(index);
                Assert.Equal(searched, await TracesAsync(hub, index, watermark, codes));
            }
        }
    }

    private static async Task<long> GrowAsync(TestHub hub, TraceWorld world, int day)
    {
        var known = world.Events.Count;
        world.Grow(pallets: day == 0 ? 5 : 1, strange: 6 + (day * 6));
        world.Declare(3);
        await hub.SeedAsync(TraceDatasets.TraceEvents, [.. world.Events.Skip(known).Select(TraceWorld.Document)]);
        await hub.SeedAsync(
            TraceDatasets.Codes,
            DiversionTests.Code("FLAT", "carton", null, $"D{1 + day}"),
            DiversionTests.Code($"FLAT-I{day}", "item", "FLAT", "D2"));
        world.Codes.Add($"FLAT-I{day}");
        if (day > 0)
        {
            // A sender sends one of its events again, with another content: the version before it ends.
            var again = world.Any(world.Events) with { DeclaresError = false, Codes = [world.Any(world.Codes)] };
            await hub.SeedAsync(TraceDatasets.TraceEvents, TraceWorld.Document(again));
        }

        return await hub.ScalarAsync<long>("SELECT last_value FROM canonical.version_seq");
    }

    // The index of this day, put aside where no later one replaces it.
    private static async Task<string> IndexAsync(TestHub hub, int day)
    {
        var folder = Path.Combine(hub.Paths.Data, "codes");
        await hub.SucceedAsync("match-diversion", period: "2026-10");
        var kept = Path.Combine(hub.Paths.Data, $"day-{day}.index");
        File.Move(Assert.Single(Directory.GetFiles(folder, "codes-*.index")), kept);
        Directory.Delete(folder, recursive: true);
        return kept;
    }

    private static Task<List<(string Code, string Naming, string Events, string Shipped)>> TracesAsync(
        TestHub hub, MappedIndex? index, long watermark, IReadOnlyList<string> codes) => hub.Database.RolledBackAsync(
        async transaction =>
        {
            var traces = new List<(string Code, string Naming, string Events, string Shipped)>();
            foreach (var code in codes)
            {
                var trace = await new CodeTraceStore(transaction, index, watermark).LoadAsync([code], default);
                traces.Add((
                    code,
                    string.Join(' ', trace.Events.Where(e => e.Codes?.Split(' ').Contains(code) == true)
                        .Select(e => e.Version).Order()),
                    string.Join('\n', trace.Events.Select(e => e.Row)),
                    string.Join('\n', trace.Shipped.Select(s => s.Row))));
            }

            return traces;
        },
        default);

    private static async Task<List<string>> NamingAsync(TestHub hub, long watermark, IReadOnlyList<string> codes)
    {
        var naming = new List<string>();
        foreach (var code in codes)
        {
            var seqs = await hub.ScalarAsync<string>(
                $"""
                SELECT coalesce(string_agg(seq::text, ' ' ORDER BY seq), '') FROM canonical.trace_event
                 WHERE seq <= {watermark} AND until_seq > {watermark}
                   AND string_to_array(codes, ' ') @> ARRAY['{code}']
                """);
            naming.Add(seqs ?? "");
        }

        return naming;
    }
}
