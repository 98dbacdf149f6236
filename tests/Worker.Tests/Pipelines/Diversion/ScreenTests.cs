using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Pipelines.Diversion;

/// <summary>A run looks closely at few scans; what it keeps is what a close look at every scan comes to.</summary>
public sealed class ScreenTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task What_is_let_pass_is_clean_to_the_full_judgement_as_well(int seed)
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        var world = new TraceWorld(seed);
        world.Grow(pallets: 12, strange: 12);
        world.Declare(2);
        var scans = Enumerable.Range(0, 400).Select(n => ScanOf(n, world)).ToList();
        await hub.SeedAsync(Datasets.Dealers, [.. Dealers.Select(d => Documents.Dealer(d, territory: $"3{d[1]}0000"))]);
        await hub.SeedAsync(TraceDatasets.TraceEvents, [.. world.Events.Select(TraceWorld.Document)]);
        await hub.SeedAsync(TraceDatasets.Scans, [.. scans.Select(DocumentOf)]);
        var run = await hub.SucceedAsync("match-diversion", period: "2026-10", jobs: 2);
        var expected = (await JudgedAsync(hub, world, scans)).ToList();
        var kept = await hub.RowsAsync(
            $"""
            SELECT event_id, verdict, decided_by, confidence, dealer_code, custody_unit, packed_in
              FROM result.scan_verdict WHERE run_id = {run.Id}
            """);
        Assert.Equal(expected.Order(StringComparer.Ordinal), kept.Order(StringComparer.Ordinal));
        Assert.InRange(kept.Count, 1, scans.Count * 9 / 10);
    }

    private static readonly string[] Dealers = ["D1", "D2", "D3"];

    private static Task<IEnumerable<string>> JudgedAsync(TestHub hub, TraceWorld world, IReadOnlyList<Scan> scans) =>
        hub.Database.RolledBackAsync(
            async transaction =>
            {
                var rules = ConfigFile.Load<DiversionRules>(Path.Combine(hub.Paths.Config, "diversion.json"));
                var territories = await TerritoryStore.LoadAsync(
                    transaction, long.MaxValue - 1, AreaFile.Load(hub.Paths.Config), CancellationToken.None);
                var book = CustodyBook.Of(world.Events);
                return scans.GroupBy(s => s.Code).SelectMany(code => DiversionMatcher
                        .JudgeCode([.. code], s => book.At(s.Code, s.ScannedAt), territories, rules))
                    .Where(v => v.Verdict != Verdict.Clean)
                    .Select(v => $"{v.Scan.EventId}|{v.Verdict}|{v.DecidedBy}|{v.Confidence}|{v.Custody.Dealer}|"
                        + $"{v.Custody.Unit}|{v.Custody.PackedIn}");
            },
            CancellationToken.None);

    // Some codes are read often, some scanners send where they are, and some codes nobody knows.
    private static Scan ScanOf(int n, TraceWorld world) => new(
        $"E{n}",
        n % 25 == 0 ? $"NEVER{n}" : n % 9 == 0 ? world.Codes[0] : world.Any(world.Codes),
        TraceWorld.Start.AddHours(n * 7 % 700),
        $"3{1 + (n % 3)}0100",
        (ScanActor)(n % 3),
        $"shop {n % 30}",
        n % 2 == 0 ? $"gun {n % 11}" : null,
        n % 7 == 0 ? 20m + (n % 15) : null,
        n % 7 == 0 ? 110m : null);

    private static MappedDocument DocumentOf(Scan scan) => Documents.Of(
        TraceDatasets.Scans,
        [
            ("event_id", scan.EventId), ("code", scan.Code), ("area_code", scan.AreaCode),
            ("actor", scan.Actor.ToString().ToLowerInvariant()), ("scanned_at", scan.ScannedAt), ("place", scan.Place),
            ("device", scan.Device), ("latitude", scan.Latitude), ("longitude", scan.Longitude),
        ]);
}
