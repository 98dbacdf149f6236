using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Worker.Tests.Pipelines.Diversion;

/// <summary>Contracts of territories, prices and places as the hub reads them for a run.</summary>
public sealed class TerritoryTests(PostgresFixture postgres)
{
    private const string Home = "330100";
    private const string Abroad = "610100";

    [Fact]
    public async Task A_contract_stands_above_the_dealer_master_and_is_named_with_its_version()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(
            TraceDatasets.Territories,
            Line("T-1", "own", Abroad), Line("T-2", "permission", "610300"), Line("T-3", "shared", "620100"));
        await hub.SeedAsync(
            TraceDatasets.Scans,
            Scan(1, Abroad), Scan(2, "610300"), Scan(3, "620100"), Scan(4, Home));
        await hub.SucceedAsync("match-diversion", period: "2026-10");
        var versions = await hub.RowsAsync("SELECT contract || ' version ' || seq FROM canonical.territory ORDER BY 1");
        Assert.Equal(
            [
                $"E2|Authorised|permission|{versions[1]}", $"E3|Authorised|shared-area|{versions[2]}",
                $"E4|Diverted|outside-territory|{string.Join("; ", versions)}",
            ],
            await hub.RowsAsync(
                "SELECT event_id, verdict, decided_by, contract FROM result.scan_verdict ORDER BY 1"));
    }

    [Fact]
    public async Task A_supplier_sells_where_those_below_it_may()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(
            Datasets.Dealers, Documents.Dealer("D002", territory: Abroad, parent: "D001"),
            Documents.Dealer("D003", territory: "620100", parent: "D002"));
        await hub.SeedAsync(TraceDatasets.Scans, Scan(1, "620100"), Scan(2, Abroad), Scan(3, "640100"));
        await hub.SucceedAsync("match-diversion", period: "2026-10");
        Assert.Equal(["E3|Diverted"], await hub.RowsAsync("SELECT event_id, verdict FROM result.scan_verdict"));
    }

    [Fact]
    public async Task What_is_no_area_stops_the_run_and_says_where_to_correct_it()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(TraceDatasets.Territories, Line("T-9", "own", "3301"));
        var run = await hub.RunAsync("match-diversion", period: "2026-10");
        Assert.Contains("contract T-9", run.Error, StringComparison.Ordinal);
        Assert.Contains("'3301'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quarter_gathers_its_months_into_one_case_that_grows()
    {
        await using var hub = await OpenAsync(CaseWindowKind.Quarter);
        await hub.SeedAsync(TraceDatasets.Scans, [.. Enumerable.Range(1, 3).Select(n => Scan(n, Abroad))]);
        await hub.SeedAsync(TraceDatasets.Scans, [.. Enumerable.Range(8, 3).Select(n => Scan(n, Home))]);
        await hub.SucceedAsync("match-diversion", period: "2026-10");
        await hub.SeedAsync(TraceDatasets.Scans, Scan(4, Abroad, month: 11), Scan(5, Abroad, month: 12));
        await hub.SucceedAsync("match-diversion", period: "2026-12");
        Assert.Equal(["3|2026-Q4", "5|2026-Q4"], await hub.RowsAsync(
            "SELECT codes, period FROM result.diversion_case ORDER BY run_id"));
        Assert.Equal(1, await hub.CountAsync("(SELECT DISTINCT number FROM result.diversion_case) c"));
    }

    [Fact]
    public async Task Worth_is_told_by_invoices_and_a_shop_that_stands_elsewhere_does_not_count()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(
            Datasets.Invoices,
            Documents.Invoice("I1", "D001", new DateOnly(2026, 10, 2), 40m),
            Documents.Invoice("I2", "D001", new DateOnly(2026, 10, 3), 60m),
            Documents.Invoice("R1", "D001", new DateOnly(2026, 10, 4), -10m, "return"));
        await hub.SeedAsync(
            TraceDatasets.Scans,
            [
                .. Enumerable.Range(1, 3).Select(n => Scan(n, Abroad)),
                Scan(4, Abroad, place: "shop of Hangzhou"),
                .. Enumerable.Range(5, 5).Select(n => Scan(n, Home, place: "shop of Hangzhou")),
            ]);
        await hub.SucceedAsync("match-diversion", period: "2026-10");
        Assert.Equal(["case|3|150|{E1,E2,E3}"], await hub.RowsAsync(
            "SELECT standing, codes, round(value, 2), event_ids::text FROM result.diversion_case"));
        Assert.Equal(1, await hub.CountAsync(
            "result.diversion_case WHERE evidence LIKE '%1 scans do not count: their place nearly always%'"));
    }

    private static MappedDocument Line(string contract, string kind, string area) => Documents.Of(
        TraceDatasets.Territories,
        [
            ("dealer_code", "D001"), ("contract", contract), ("kind", kind), ("area_code", area),
            ("valid_from", new DateOnly(2026, 1, 1)),
        ]);

    private static MappedDocument Scan(int n, string area, int month = 10, string? place = null) => Documents.Of(
        TraceDatasets.Scans,
        [
            ("event_id", $"E{n}"), ("code", $"CODE{n}"), ("area_code", area), ("actor", "outlet"),
            ("scanned_at", new DateTimeOffset(2026, month, 10, 0, n, 0, TimeSpan.Zero)),
            ("place", place ?? $"shop {n}"),
        ]);

    private async Task<TestHub> OpenAsync(CaseWindowKind window = CaseWindowKind.Month)
    {
        var rules = DiversionTests.Rules with { CaseWindow = window };
        var hub = await TestHub.OpenAsync(postgres, new TestConfig
        {
            Files = new Dictionary<string, string>
            {
                ["diversion.json"] = JsonSerializer.Serialize(rules, ConfigFile.Options),
            },
        });
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001", territory: Home));
        await hub.SeedAsync(
            TraceDatasets.Codes,
            [.. Enumerable.Range(1, 10).Select(n => DiversionTests.Code($"CODE{n}", "item", null, "D001"))]);
        return hub;
    }
}
