using System.Text.Json;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Reconcile;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Pipelines.Reconcile;

/// <summary>Orders, receipts and invoices of a month, from canonical rows to stored verdicts.</summary>
public sealed class ThreeWayTests(PostgresFixture postgres)
{
    private const string Period = "2026-10";

    [Fact]
    public async Task Stores_the_verdict_on_every_difference_and_marks_the_tolerated_ones()
    {
        await using var hub = await SeededAsync();
        var run = await hub.SucceedAsync("reconcile-three-way", period: Period);
        Assert.Equal(
            ["D001|CNY|green|39900|41500|1600|0|2", "D002|CNY|open|500|0|-500|-500|0"],
            await hub.RowsAsync(
                """
                SELECT dealer_code, currency, status, our_closing, their_closing, difference, residual, matches
                  FROM result.reconciliation ORDER BY dealer_code
                """));
        Assert.Equal(
            [
                "D001|1|CNY|Unequal|UnitPrice|R1/10|S1/10|-200|True",
                "D001|2|CNY|MissingInOurs|NotBookedByUs||S3/10|2000|False",
                "D001|3|CNY|MissingInTheirs|InTransitAtCutOff|R4/10||-200|False",
                "D002|1|CNY|MissingInTheirs||R9/10||-500|False",
            ],
            await hub.RowsAsync(Breaks(run)));
        Assert.Equal(
            ["quantity: 5.00 − 5.00 = 0.00 (0 %), allowed 0 %: pass; "
                + "price: 7540.00 − 7500.00 = 40.00 (0.5333 %), allowed 1 %: pass; "
                + "total: 37700.00 − 37500.00 = 200.00 (0.5333 %), allowed 1 %: pass"],
            await hub.RowsAsync("SELECT checks FROM result.break WHERE checks IS NOT NULL"));
        using var counts = JsonDocument.Parse((await hub.FindAsync(run.Id)).Counts);
        Assert.Equal(1, counts.RootElement.GetProperty("tolerated").GetInt32());
        Assert.Equal(
            ["D002 CNY -500.00"],
            counts.RootElement.GetProperty("unexplained").EnumerateArray().Select(e => e.GetString()));
    }

    [Fact]
    public async Task Comes_out_the_same_again_and_with_a_dealer_a_chunk()
    {
        await using var one = await SeededAsync();
        await using var many = await SeededAsync(new TestConfig { DealersPerChunk = 1 });
        var first = await one.SucceedAsync("reconcile-three-way", period: Period);
        var again = await one.SucceedAsync("reconcile-three-way", period: Period);
        var split = await many.SucceedAsync("reconcile-three-way", period: Period, jobs: 2);
        var expected = await one.RowsAsync(Breaks(first));
        Assert.Equal(expected, await one.RowsAsync(Breaks(again)));
        Assert.Equal(expected, await many.RowsAsync(Breaks(split)));
    }

    [Fact]
    public async Task Writes_nothing_when_it_is_only_tried()
    {
        await using var hub = await SeededAsync();
        var figures = await new DryRun(hub.Database, hub.Paths, hub.Get<HubOptions>(), BookKind.ThreeWay)
            .RunAsync(Domain.Values.Period.Parse(Period), "", CancellationToken.None);
        Assert.Equal(
            [("D001", "CNY", "green"), ("D002", "CNY", "open")],
            figures.Select(f => (f.DealerCode, f.Book!, f.Status)));
        Assert.Equal(0, await hub.CountAsync("result.reconciliation"));
    }

    [Fact]
    public async Task Looks_only_at_what_the_month_touches_or_the_last_one_left_open_and_comes_out_the_same()
    {
        await using var followed = await WithSeptemberAsync();
        await followed.SucceedAsync("reconcile-three-way", period: "2026-09");
        await using var whole = await WithSeptemberAsync();
        var results = new List<IReadOnlyList<string>>();
        foreach (var hub in new[] { followed, whole })
        {
            // One more invoice for an order that was settled when September was matched.
            await hub.SeedAsync(Datasets.Invoices, Goods.Invoice("R8", "D001", "SO1", null, 1m, 100m, -3));
            var run = await hub.SucceedAsync("reconcile-three-way", period: Period);
            results.Add([.. await hub.RowsAsync(Heads(run)), .. await hub.RowsAsync(Breaks(run))]);
        }

        Assert.Equal(results[1], results[0]);
        Assert.Contains(results[0], row => row.Contains("|Quantity|R2/10|S2/10|-100"));
        Assert.Contains(results[0], row => row.Contains("R8/10"));
        Assert.Equal(["SO1", "SO2", "SO4"], await OrdersAsync(followed));
        Assert.Equal(["SO1", "SO2", "SO3", "SO4"], await OrdersAsync(whole));
    }

    [Fact]
    public async Task Is_incomplete_where_a_receipt_has_no_price_and_names_it()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(Datasets.Orders, Goods.Order("SO1", "D001", 5m, null));
        await hub.SeedAsync(Datasets.Shipments, Goods.Shipment("S1", "D001", "SO1", 5m, 5, 6));
        var run = await hub.RunAsync("reconcile-three-way", period: Period);
        Assert.Equal(RunStatus.Incomplete, run.Status);
        Assert.StartsWith(
            "incomplete, not 0: D001: no price of an order for shipment S1 (P1, order SO1/10)", run.Note);
        Assert.Equal(["incomplete|"], await hub.RowsAsync("SELECT status, residual FROM result.reconciliation"));
    }

    [Fact]
    public async Task Refuses_rules_of_other_books_by_file_and_value()
    {
        await using var hub = await TestHub.OpenAsync(postgres, new TestConfig
        {
            Files = new Dictionary<string, string>
            {
                ["reconciliation/three-way.json"] =
                    """
                    { "code": "x", "version": 1, "steps": ["exactKey"],
                      "tolerance": { "absolute": 0.0, "percent": 0.0, "dateWindowDays": 0 } }
                    """,
            },
        });
        var run = await hub.RunAsync("reconcile-three-way", period: Period);
        Assert.Equal((RunStatus.Failed, "configuration"), (run.Status, run.ErrorKind));
        Assert.Contains("three-way.json: books: DealerLedger does not fit this file", run.Error);
        Assert.Contains("write \"threeWay\"", run.Error);
    }

    // SO1 and SO3 are settled in September, of SO2 one carton is missing, SO4 is of October.
    private async Task<TestHub> WithSeptemberAsync()
    {
        var hub = await OpenAsync();
        await hub.SeedAsync(
            Datasets.Orders,
            [.. Enumerable.Range(1, 4).Select(n => Goods.Order($"SO{n}", "D001", 5m, 100m))]);
        await hub.SeedAsync(
            Datasets.Shipments, Goods.Shipment("S1", "D001", "SO1", 5m, -25, -24),
            Goods.Shipment("S2", "D001", "SO2", 5m, -23, -22, 4m), Goods.Shipment("S3", "D001", "SO3", 5m, -21, -20),
            Goods.Shipment("S4", "D001", "SO4", 5m, 5, 6));
        await hub.SeedAsync(
            Datasets.Invoices,
            [
                .. Enumerable.Range(1, 4).Select(n => Goods.Invoice(
                    $"R{n}", "D001", $"SO{n}", $"S{n}", 5m, 100m, n == 4 ? 6 : -20)),
            ]);
        return hub;
    }

    private static Task<List<string>> OrdersAsync(TestHub hub) => hub.Database.RolledBackAsync(
        async transaction =>
        {
            var scope = await BookScope.MakeAsync(
                transaction, ["D001"], Domain.Values.Period.Parse(Period), long.MaxValue - 1, null,
                CancellationToken.None);
            var facts = await DocumentFactsStore.ThreeWayAsync(transaction, scope, CancellationToken.None);
            return facts.Single().Orders.Select(line => line.Order).Order(StringComparer.Ordinal).ToList();
        },
        CancellationToken.None);

    private static string Heads(Run run) =>
        $"""
        SELECT dealer_code, currency, status, our_opening, their_opening, our_closing, their_closing, difference,
               residual
          FROM result.reconciliation WHERE run_id = {run.Id}
        """;

    private async Task<TestHub> SeededAsync(TestConfig? config = null)
    {
        var hub = await OpenAsync(config);
        await hub.SeedAsync(
            Datasets.Orders, Goods.Order("SO1", "D001", 5m, 7500m), Goods.Order("SO2", "D001", 2m, 1000m),
            Goods.Order("SO3", "D001", 20m, 100m), Goods.Order("SO4", "D001", 2m, 100m),
            Goods.Order("SO9", "D002", 5m, 100m));
        await hub.SeedAsync(
            Datasets.Shipments, Goods.Shipment("S1", "D001", "SO1", 5m, 5, 6),
            Goods.Shipment("S2", "D001", "SO2", 2m, 7, 8), Goods.Shipment("S3", "D001", "SO3", 20m, 9, 10),
            Goods.Shipment("S4", "D001", "SO4", 2m, 30, 33));
        await hub.SeedAsync(
            Datasets.Invoices, Goods.Invoice("R1", "D001", "SO1", "S1", 5m, 7540m, 6),
            Goods.Invoice("R2", "D001", "SO2", "S2", 2m, 1000m, 8),
            Goods.Invoice("R4", "D001", "SO4", "S4", 2m, 100m, 30),
            Goods.Invoice("R9", "D002", "SO9", null, 5m, 100m, 30));
        return hub;
    }

    private static string Breaks(Run run) =>
        $"""
        SELECT dealer_code, no, currency, kind, cause, coalesce(our_id, '') || '|' || coalesce(their_id, ''), effect,
               tolerated
          FROM result.break WHERE run_id = {run.Id} ORDER BY dealer_code, no
        """;

    private async Task<TestHub> OpenAsync(TestConfig? config = null)
    {
        var hub = await TestHub.OpenAsync(postgres, config);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"), Documents.Dealer("D002"));
        await hub.SeedAsync(Datasets.Products, Documents.Product("P1"));
        return hub;
    }
}
