using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Worker.Tests.Pipelines.Settle;

/// <summary>
/// A quarter that is paid every month: 2 % of everything from 10,000, 3 % of everything from 40,000; and a dealer that
/// has bought for 12,000 in its first month.
/// </summary>
internal static class QuarterPolicy
{
    public const string Code = "QTR";

    public const string Json =
        """
        {
          "code": "QTR", "version": 2, "name": "季度进货返利", "validFrom": "2026-01-01", "validTo": "2026-12-31",
          "currency": "CNY", "who": {}, "what": {},
          "basis": { "document": "invoiced", "measure": "value", "taxInclusive": false, "netOfReturns": true },
          "period": { "of": "quarter", "settle": "interim" },
          "rule": {
            "type": "tiers", "method": "cumulative", "reward": "percent", "threshold": "inclusive",
            "tiers": [ { "from": 10000, "rate": 2 }, { "from": 40000, "rate": 3 } ]
          },
          "rounding": { "mode": "halfUp", "scale": 2, "point": "period" }
        }
        """;

    public static async Task<TestHub> OpenHubAsync(PostgresFixture postgres)
    {
        var hub = await TestHub.OpenAsync(postgres, new TestConfig
        {
            Files = new Dictionary<string, string> { ["rebates/quarter.json"] = Json },
        });
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"), Documents.Dealer("D002"));
        await hub.SeedAsync(Datasets.Products, Documents.Product("P1"));
        await hub.InvoiceAsync("R1", new DateOnly(2026, 10, 5), 12_000m);
        return hub;
    }

    public static Task InvoiceAsync(
        this TestHub hub, string number, DateOnly date, decimal amount, string dealer = "D001") =>
        hub.SeedAsync(Datasets.Invoices, Documents.Invoice(number, dealer, date, amount));
}
