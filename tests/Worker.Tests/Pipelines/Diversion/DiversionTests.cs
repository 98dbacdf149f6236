using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Worker.Tests.Pipelines.Diversion;

/// <summary>Scans against the codes that left the warehouse, in partitions that several workers share.</summary>
public sealed class DiversionTests(PostgresFixture postgres)
{
    private const string Period = "2026-10";
    private const string Home = "330100";
    private const string Abroad = "610100";

    // As shipped, with minimums that a test can reach with a few codes.
    internal static readonly DiversionRules Rules =
        ConfigFile.Load<DiversionRules>(Repository.Path("config/diversion.json")) with
        {
            Version = 3,
            Minimums = new CaseMinimums(Scans: 3, Share: 0.1m, Units: 1, AtHome: 2, Sources: 2, Others: 1),
        };

    [Fact]
    public async Task Makes_a_case_of_enough_codes_of_one_dealer_in_a_city_that_is_not_its_own()
    {
        await using var hub = await OpenAsync();
        await ScanAsync(hub, (1, Abroad), (2, Abroad), (3, Abroad), (4, Home), (5, Home));
        var run = await hub.SucceedAsync("match-diversion", period: Period);
        Assert.Equal(["case|D001|P1|610100|3|10|0.3|3|{E1,E2,E3}"], await hub.RowsAsync(
            $"""
            SELECT standing, dealer_code, product_code, area_code, codes, shipped, trim_scale(share), rule_version,
                   event_ids::text
              FROM result.diversion_case WHERE run_id = {run.Id}
            """));
        Assert.Equal(["E1|Diverted|D001", "E2|Diverted|D001", "E3|Diverted|D001"], await hub.RowsAsync(
            "SELECT event_id, verdict, dealer_code FROM result.scan_verdict ORDER BY 1"));
    }

    [Fact]
    public async Task Accuses_nobody_below_the_minimum_and_only_in_the_month_of_the_scan()
    {
        await using var hub = await OpenAsync();
        await ScanAsync(hub, (1, Abroad), (2, Abroad));
        // 2026-10-31 16:30 UTC is November at the principal's.
        var late = new DateTimeOffset(2026, 10, 31, 16, 30, 0, TimeSpan.Zero);
        await hub.SeedAsync(TraceDatasets.Scans, Scan(3, Abroad, late));
        await hub.SucceedAsync("match-diversion", period: Period);
        Assert.Equal(["observation|2"], await hub.RowsAsync("SELECT standing, codes FROM result.diversion_case"));
    }

    [Fact]
    public async Task Finds_the_dealer_of_an_item_through_the_carton_it_left_in()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(TraceDatasets.Codes,
        [
            Code("BOX", "carton", null, "D001"),
            .. Enumerable.Range(50, 10).Select(n => Code($"IN{n}", "item", "BOX", "D001")),
        ]);
        await hub.SeedAsync(TraceDatasets.Scans,
            [.. Enumerable.Range(50, 4).Select(n => Scan(n, Abroad, code: $"IN{n}"))]);
        await hub.SucceedAsync("match-diversion", period: Period);
        Assert.Equal(["case|4|20"], await hub.RowsAsync("SELECT standing, codes, shipped FROM result.diversion_case"));
    }

    [Fact]
    public async Task Says_of_a_code_that_never_left_the_warehouse_that_it_is_unknown()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(TraceDatasets.Scans, Scan(1, Abroad, code: "NEVER"));
        await hub.SucceedAsync("match-diversion", period: Period);
        Assert.Equal(["NEVER||"], await hub.RowsAsync(
            "SELECT code, dealer_code, product_code FROM result.scan_verdict"));
        Assert.Equal(0, await hub.CountAsync("result.diversion_case"));
    }

    internal static MappedDocument Scan(
        int n, string area, DateTimeOffset? at = null, string? code = null, string? place = null) =>
        Documents.Of(
            TraceDatasets.Scans,
            [
                ("event_id", $"E{n}"), ("code", code ?? $"CODE{n}"), ("area_code", area), ("actor", "inspector"),
                ("scanned_at", at ?? new DateTimeOffset(2026, 10, 10, 0, 0, 0, TimeSpan.Zero).AddMinutes(n)),
                ("place", place ?? $"shop {n}"),
            ]);

    internal static MappedDocument Code(string code, string level, string? parent, string dealer) => Documents.Of(
        TraceDatasets.Codes,
        [
            ("code", code), ("level", level), ("parent_code", parent), ("product_code", "P1"), ("dealer_code", dealer),
            ("shipment_number", "S1"), ("shipped_at", new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero)),
        ]);

    private static Task ScanAsync(TestHub hub, params (int N, string Area)[] scans) =>
        hub.SeedAsync(TraceDatasets.Scans, [.. scans.Select(s => Scan(s.N, s.Area))]);

    private async Task<TestHub> OpenAsync()
    {
        var hub = await TestHub.OpenAsync(postgres, new TestConfig
        {
            Files = new Dictionary<string, string>
            {
                ["diversion.json"] = JsonSerializer.Serialize(Rules, ConfigFile.Options),
            },
        });
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001", territory: Home));
        await hub.SeedAsync(TraceDatasets.Codes,
            [.. Enumerable.Range(1, 10).Select(n => Code($"CODE{n}", "item", null, "D001"))]);
        return hub;
    }
}
