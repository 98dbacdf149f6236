using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines.Import;

namespace DealerIntegration.Worker.Tests.Pipelines.Import;

/// <summary>Stored pages are read backwards: each is mapped once, and each document's last word is told once.</summary>
public sealed class StoredPagesTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Day = new(2026, 10, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly List<string> mapped = [];

    [Fact]
    public async Task Maps_no_page_twice_however_often_it_came()
    {
        await using var sap = await StartAsync(5);
        await using var hub = await sap.OpenHubAsync(postgres);
        await hub.SucceedAsync("import", "sap/payments");
        await hub.SucceedAsync("import", "sap/payments");
        sap.Payments[4] = sap.Payments[4] with { Amount = 9m };
        await hub.SucceedAsync("import", "sap/payments");
        Assert.Equal((9, 4), (await hub.CountAsync("raw.page_read"), await hub.CountAsync("raw.page")));
        var pages = Pages(hub);
        var told = new List<string>();
        while (!pages.Ended)
        {
            told.AddRange(await StepAsync(hub, pages));
        }

        Assert.Equal(4, mapped.Count);
        Assert.Equal(["1=1", "2=2", "3=3", "4=4", "5=9"], told.Order());
    }

    [Fact]
    public async Task Goes_on_where_another_worker_stopped_and_takes_what_came_meanwhile()
    {
        await using var sap = await StartAsync(22);
        await using var hub = await sap.OpenHubAsync(postgres);
        await hub.SucceedAsync("import", "sap/payments");
        var first = Pages(hub);
        var told = (await StepAsync(hub, first)).ToList();
        Assert.Equal((16, false), (told.Count, first.Ended));

        // One document that was told already and one that was not get a newer content.
        sap.Payments[0] = sap.Payments[0] with { Amount = 77m };
        sap.Payments[21] = sap.Payments[21] with { Amount = 88m };
        await hub.SucceedAsync("import", "sap/payments");
        var second = Pages(hub);
        await hub.Database.RolledBackAsync(
            async transaction =>
            {
                await second.ResumeAsync(transaction, first.Checkpoint, CancellationToken.None);
                return true;
            },
            CancellationToken.None);
        while (!second.Ended)
        {
            told.AddRange(await StepAsync(hub, second));
        }

        var last = told.Select(t => t.Split('=')).GroupBy(t => t[0]).ToDictionary(g => g.Key, g => g.Last()[1]);
        Assert.Equal(22, last.Count);
        Assert.Equal(("77", "88"), (last["01"], last["22"]));
        Assert.DoesNotContain("01=1", told);
        Assert.True(second.Holds("13"));
        Assert.False(second.Holds("23"));
    }

    private StoredPages Pages(TestHub hub)
    {
        var file = new ConnectorRegistry(hub.Paths, TimeProvider.System).Load("sap");
        var source = ConnectorRegistry.ReaderOf(file, TimeProvider.System);
        var mapping = file.Dataset("payments");
        return new StoredPages("sap", "payments", page =>
        {
            mapped.Add(page.Name);
            return Mapper.Map(Datasets.Payments, mapping, source.Read(mapping, page));
        });
    }

    private static Task<List<string>> StepAsync(TestHub hub, StoredPages pages) => hub.Database.RolledBackAsync(
        async transaction =>
        {
            var told = new List<string>();
            await foreach (var page in pages.StepAsync(transaction, CancellationToken.None))
            {
                told.AddRange(page.Mapped.Documents.Select(
                    d => $"{d.Key}={FieldDiff.TextOf(d.Values[Datasets.Payments.IndexOf("amount")])}"));
            }

            return told;
        },
        CancellationToken.None);

    private static async Task<FakeSap> StartAsync(int count)
    {
        var sap = await FakeSap.StartAsync();
        sap.Payments.AddRange(Enumerable.Range(1, count).Select(
            n => new SapPayment(count < 10 ? $"{n}" : $"{n:00}", Day, n)));
        return sap;
    }
}
