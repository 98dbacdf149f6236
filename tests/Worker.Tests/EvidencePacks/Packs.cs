using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.EvidencePacks;
using DealerIntegration.Worker.EvidencePacks.Packing;
using DealerIntegration.Worker.Storage;
using DealerIntegration.Worker.Tests.Pipelines.Diversion;
using DealerIntegration.Worker.Tests.Pipelines.Release;

namespace DealerIntegration.Worker.Tests.EvidencePacks;

/// <summary>A market with a case of three codes, and packs of it.</summary>
internal static class Packs
{
    public const string Period = "2026-10";
    public const string Home = "330100";
    public const string Abroad = "610100";

    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    public static async Task<string> FindAsync(TestHub hub)
    {
        await hub.SucceedAsync("match-diversion", period: Period);
        return (await hub.RowsAsync("SELECT number FROM result.diversion_case WHERE standing = 'case'")).Single();
    }

    public static Task<SealedPack> MakeAsync(TestHub hub, string number, long? run = null, string by = "ann") =>
        new EvidenceDesk(hub.Database, hub.Get<AuditLog>(), hub.Paths, hub.Start.Options)
            .MakeAsync(number, run, by, Now, CancellationToken.None);

    public static byte[] Entry(SealedPack pack, string name) =>
        PackUnzip.Read(pack.Content).Entries.Single(e => e.Name == name).Content;

    public static List<JsonObject> Lines(SealedPack pack, string name) =>
    [
        .. Encoding.UTF8.GetString(Entry(pack, name)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!.AsObject()),
    ];

    /// <summary>Ten codes of D001, the first of them in a carton; three are found in Xi'an.</summary>
    public static async Task<TestHub> OpenAsync(PostgresFixture postgres, string place = "城东店")
    {
        var hub = await TestHub.OpenAsync(postgres, new TestConfig
        {
            Files = new Dictionary<string, string>
            {
                ["diversion.json"] = JsonSerializer.Serialize(DiversionTests.Rules, ConfigFile.Options),
            },
        });
        await hub.AddUserAsync("ann", "channel");
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001", territory: Home));
        await hub.SeedAsync(
            TraceDatasets.Codes,
            [
                DiversionTests.Code("BOX", "carton", null, "D001"),
                DiversionTests.Code("CODE1", "item", "BOX", "D001"),
                .. Enumerable.Range(2, 9).Select(n => DiversionTests.Code($"CODE{n}", "item", null, "D001")),
            ]);
        await hub.SeedAsync(TraceDatasets.TraceEvents, Documents.Of(
            TraceDatasets.TraceEvents,
            [
                ("event_id", "PACK1"), ("step", "pack"), ("parent_code", "BOX"), ("codes", "CODE1 OTHER"),
                ("happened_at", new DateTimeOffset(2026, 9, 30, 0, 0, 0, TimeSpan.Zero)),
            ]));
        await hub.SeedAsync(
            TraceDatasets.Scans,
            [.. Enumerable.Range(1, 3).Select(n => DiversionTests.Scan(n, Abroad, place: $"{place} {n}"))]);
        return hub;
    }
}
