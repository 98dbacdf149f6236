using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Dashboard.Pages;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Dashboard;

/// <summary>A dealer's page says how old our closing balance is.</summary>
public sealed class AgeingPartTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Shows_each_band_as_the_run_of_the_page_knew_it()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"));
        await hub.SeedAsync(
            Datasets.Invoices,
            Documents.Invoice("I1", "D001", new DateOnly(2026, 7, 1), 1200m),
            Documents.Invoice("I2", "D001", new DateOnly(2026, 10, 5), 34m));
        var run = await hub.RunAsync("reconcile", period: "2026-10");
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("I3", "D001", new DateOnly(2026, 10, 6), 999m));

        var page = (await Part(hub).OfAsync(run.Id, new Period(2026, 10), "D001", "CNY", CancellationToken.None))
            .ToString();

        Assert.Contains("Age of our closing balance at 2026-10-31, CNY", page);
        Assert.Matches("""<th>0-30</th><td class="n">1</td>\s*<td class="n">34.00</td>""", page);
        Assert.Matches("""<th>over 90</th><td class="n">1</td>\s*<td class="n">1,200.00</td>""", page);
        Assert.Matches("""<th>合计 Together</th><td class="n">2</td>\s*<td class="n">1,234.00</td>""", page);
    }

    [Fact]
    public async Task Shows_what_is_wrong_with_the_configuration_in_place_of_the_bands()
    {
        await using var hub = await TestHub.OpenAsync(postgres, new TestConfig
        {
            Files = new Dictionary<string, string>
            {
                ["statements.json"] = """{ "dueDays": 10, "silence": "open", "ageBands": [31] }""",
            },
        });
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"));
        var run = await hub.RunAsync("reconcile", period: "2026-10");
        var page = (await Part(hub).OfAsync(run.Id, new Period(2026, 10), "D001", "CNY", CancellationToken.None))
            .ToString();
        Assert.Contains("statements.json: ageBands: [31] does not start at 0", page);
    }

    private static AgeingPart Part(TestHub hub) => new(hub.Database, new DashboardQueries(hub.Database), hub.Paths);
}
