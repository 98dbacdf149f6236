using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Worker.Cases;
using DealerIntegration.Worker.Storage;
using DealerIntegration.Worker.Tests.Pipelines.Diversion;
using DealerIntegration.Worker.Tests.Pipelines.Release;

namespace DealerIntegration.Worker.Tests.Cases;

/// <summary>
/// A market with one case: goods of D001, who sells in Hangzhou, are found in Xi'an, which is D002's. Both were
/// invoiced 100 pieces in October, at 200 and at 300.
/// </summary>
internal static class Market
{
    public const string Month = "2026-10";
    public const string Home = "330100";
    public const string Abroad = "610100";

    public static readonly DateOnly Day = new(2026, 10, 5);

    public static async Task<TestHub> OpenAsync(PostgresFixture postgres, int appealDays = 15)
    {
        var hub = await TestHub.OpenAsync(postgres, new TestConfig
        {
            Files = new Dictionary<string, string>
            {
                ["diversion.json"] = Rules(appealDays),
                ["rebates/volume.json"] = Policy,
            },
        });
        await hub.SeedAsync(
            Datasets.Dealers, Documents.Dealer("D001", Home), Documents.Dealer("D002", "610000"));
        await hub.SeedAsync(Datasets.Products, Documents.Product("P1"));
        await hub.SeedAsync(
            Datasets.Invoices, Invoice("R1", "D001", Day, 100m, 20_000m), Invoice("R2", "D002", Day, 100m, 30_000m));
        await hub.SeedAsync(
            TraceDatasets.Codes,
            [.. Enumerable.Range(1, 20).Select(n => Code($"CODE{n}", "item", null, n))]);
        foreach (var (name, role) in new[] { ("ann", "channel"), ("bob", "channel"), ("fin", "finance") })
        {
            await hub.AddUserAsync(name, role);
        }

        return hub;
    }

    /// <summary>Enough codes for a case.</summary>
    public static readonly int[] Enough = [1, 2, 3, 4, 5, 6];

    /// <summary>Scans these codes in Xi'an, looks for cases, and returns the number of the one there is.</summary>
    public static async Task<string> DetectAsync(this TestHub hub, params int[] codes)
    {
        await hub.SeedAsync(TraceDatasets.Scans, [.. codes.Select(n => DiversionTests.Scan(n, Abroad))]);
        await hub.SucceedAsync("match-diversion", period: Month);
        return Assert.Single(await hub.RowsAsync(
            "SELECT DISTINCT number FROM result.diversion_case WHERE standing = 'case'"));
    }

    /// <summary>A code shipped to D001, in a shipment of its own number.</summary>
    public static MappedDocument Code(string code, string level, string? parent, int shipment) => Documents.Of(
        TraceDatasets.Codes,
        [
            ("code", code), ("level", level), ("parent_code", parent), ("product_code", "P1"), ("dealer_code", "D001"),
            ("shipment_number", $"S{shipment}"),
            ("shipped_at", new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero)),
        ]);

    public static Task<CaseFile> ActAsync(this TestHub hub, string number, CaseAction action, string by = "ann") =>
        hub.Get<CaseDesk>().ActAsync(action, new CaseRequest(number, by, $"{action} it"), CancellationToken.None);

    /// <summary>Notified by ann, appealed, confirmed by bob.</summary>
    public static async Task<CaseFile> ConfirmAsync(this TestHub hub, string number)
    {
        await hub.ActAsync(number, CaseAction.Notify);
        await hub.ActAsync(number, CaseAction.Appeal);
        return await hub.ActAsync(number, CaseAction.Confirm, "bob");
    }

    public static Task<CaseFile> LookAsync(this TestHub hub, string number) =>
        hub.Get<CaseDesk>().OpenAsync(number, CancellationToken.None);

    public static Task<IReadOnlyList<string>> MovesAsync(this TestHub hub) => hub.RowsAsync(
        """
        SELECT side, dealer_code, happened_on::text, product_code, quantity, currency, net_amount, gross_amount,
               reverses IS NOT NULL
          FROM canonical.volume_move ORDER BY seq
        """);

    public static MappedDocument Invoice(string number, string dealer, DateOnly day, decimal quantity, decimal net) =>
        Documents.Of(
            Datasets.Invoices,
            [
                ("number", number), ("dealer_code", dealer), ("kind", "invoice"), ("invoice_date", day),
                ("currency", "CNY"), ("net_amount", net), ("gross_amount", net * 1.13m),
            ],
            [
                ("position", "10"), ("product_code", "P1"), ("quantity", quantity), ("net_amount", net),
                ("gross_amount", net * 1.13m),
            ]);

    // The shipped rules with another time for appeals.
    private static string Rules(int appealDays) => File.ReadAllText(Repository.Path("config/diversion.json"))
        .Replace("\"appealDays\": 15", $"\"appealDays\": {appealDays}", StringComparison.Ordinal);

    public const string Policy =
        """
        {
          "code": "VOL", "version": 1, "name": "volume", "validFrom": "2026-01-01", "validTo": "2026-12-31",
          "currency": "CNY", "who": {}, "what": {},
          "basis": { "document": "invoiced", "measure": "value", "taxInclusive": false, "netOfReturns": true },
          "rule": {
            "type": "tiers", "method": "cumulative", "reward": "percent", "threshold": "inclusive",
            "tiers": [ { "from": 0, "rate": 2 } ]
          },
          "rounding": { "mode": "halfUp", "scale": 2, "point": "period" }
        }
        """;
}
