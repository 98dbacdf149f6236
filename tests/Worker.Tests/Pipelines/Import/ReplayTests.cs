using DealerIntegration.Worker.Pipelines.Import;

namespace DealerIntegration.Worker.Tests.Pipelines.Import;

/// <summary>A mended mapping is read into what was pulled before, without a word to the partner.</summary>
public sealed class ReplayTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Day = new(2026, 10, 5, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Reads_the_stored_pages_with_the_mapping_as_it_is_now()
    {
        await using var sap = await StartAsync();
        await using var hub = await sap.OpenHubAsync(postgres);
        await MapAsync(hub, sap.ConnectorJson(amount: "Betrag"));
        var pulled = await hub.SucceedAsync("import", "sap/payments");
        Assert.Equal(5, ImportCounts.Parse(pulled.Counts).Tally.RejectedLines);
        Assert.Equal(0, await hub.CountAsync("canonical.payment"));
        await MapAsync(hub, sap.ConnectorJson());
        sap.Calls.Clear();
        await hub.SucceedAsync("replay", "sap/payments");
        Assert.Empty(sap.Calls);
        Assert.Equal(["1|1", "2|2", "3|3", "4|4", "5|5"], await PaymentsAsync(hub));
    }

    [Fact]
    public async Task Adds_nothing_where_the_mapping_says_the_same()
    {
        await using var sap = await StartAsync();
        await using var hub = await sap.OpenHubAsync(postgres);
        await hub.SucceedAsync("import", "sap/payments");
        var counts = ImportCounts.Parse((await hub.SucceedAsync("replay", "sap/payments")).Counts);
        Assert.Equal((0L, 0L, 5L), (counts.Added, counts.Replaced, counts.Unchanged));
        Assert.Equal(5, await hub.CountAsync("canonical.payment"));
    }

    [Fact]
    public async Task Keeps_the_last_word_although_an_older_content_came_back()
    {
        await using var sap = await StartAsync();
        await using var hub = await sap.OpenHubAsync(postgres);
        foreach (var amount in new[] { 1m, 7m, 1m })
        {
            sap.Payments[0] = sap.Payments[0] with { Amount = amount };
            await hub.SucceedAsync("import", "sap/payments");
        }

        Assert.Equal(7, await hub.CountAsync("canonical.payment"));
        await hub.SucceedAsync("replay", "sap/payments");
        Assert.Equal(["1|1", "2|2", "3|3", "4|4", "5|5"], await PaymentsAsync(hub));
        Assert.Equal(7, await hub.CountAsync("canonical.payment"));
    }

    [Fact]
    public async Task A_page_of_an_older_pull_brings_nothing_back_that_is_gone()
    {
        await using var sap = await StartAsync();
        await using var hub = await sap.OpenHubAsync(postgres);
        await hub.SucceedAsync("import", "sap/payments");
        var last = sap.Payments[4];
        sap.Payments.Remove(last);
        await hub.SucceedAsync("import", "sap/payments");
        Assert.Equal(["1|1", "2|2", "3|3", "4|4"], await PaymentsAsync(hub));

        await hub.SucceedAsync("replay", "sap/payments");
        Assert.Equal(["1|1", "2|2", "3|3", "4|4"], await PaymentsAsync(hub));

        // Whoever says that the list never was whole makes the older pages speak again.
        await MapAsync(hub, sap.ConnectorJson().Replace(
            "\"fields\":", "\"snapshot\": { \"whole\": false }, \"fields\":", StringComparison.Ordinal));
        await hub.SucceedAsync("replay", "sap/payments");
        Assert.Equal(["1|1", "2|2", "3|3", "4|4", "5|5"], await PaymentsAsync(hub));
    }

    [Fact]
    public async Task Pages_that_came_after_a_list_of_everything_speak_beside_it()
    {
        var changed = DateTimeOffset.UtcNow.AddMinutes(-1);
        await using var sap = await StartAsync();
        await using var hub = await sap.OpenHubAsync(postgres, "{ \"lagSeconds\": 0, \"overlapMinutes\": 10 }");
        await hub.SucceedAsync("import", "sap/payments");
        sap.Payments.RemoveAt(0);
        await hub.SucceedAsync(
            "import", "sap/payments", parameters: ImportRequest.Parameters(null, null, null, null, everything: true));
        sap.Payments.Add(new SapPayment("6", changed, 6m));
        await hub.SucceedAsync("import", "sap/payments");

        // Every amount is read differently, so that a replay writes each of them anew.
        await hub.ExecuteAsync("UPDATE canonical.payment SET content_hash = gen_random_uuid()");
        var counts = ImportCounts.Parse((await hub.SucceedAsync("replay", "sap/payments")).Counts);

        Assert.Equal((0L, 5L, 0L), (counts.Added, counts.Replaced, counts.Gone));
        Assert.Equal(["2|2", "3|3", "4|4", "5|5", "6|6"], await PaymentsAsync(hub));
    }

    [Fact]
    public async Task Says_so_where_nothing_was_pulled_yet()
    {
        await using var sap = await StartAsync();
        await using var hub = await sap.OpenHubAsync(postgres);
        Assert.Contains("nothing was pulled yet", (await hub.SucceedAsync("replay", "sap/payments")).Note);
    }

    private static async Task<FakeSap> StartAsync()
    {
        var sap = await FakeSap.StartAsync();
        sap.Payments.AddRange(Enumerable.Range(1, 5).Select(n => new SapPayment($"{n}", Day, n)));
        return sap;
    }

    private static Task MapAsync(TestHub hub, string connector) =>
        File.WriteAllTextAsync(Path.Combine(hub.Paths.Config, "connectors", "sap.json"), connector);

    private static Task<IReadOnlyList<string>> PaymentsAsync(TestHub hub) => hub.RowsAsync(
        $"SELECT number, amount FROM canonical.payment WHERE until_seq = {long.MaxValue} ORDER BY number");
}
