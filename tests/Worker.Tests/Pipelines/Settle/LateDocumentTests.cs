using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Tests.Commands;
using DealerIntegration.Worker.Tests.Pipelines.Release;

namespace DealerIntegration.Worker.Tests.Pipelines.Settle;

/// <summary>
/// Whatever comes after its month was settled brings that month back, where a policy looks at it: payments, stock, what
/// was sold on, scans. Nothing else does.
/// </summary>
public sealed class LateDocumentTests(PostgresFixture postgres)
{
    private const string Flat =
        """
        { "type": "tiers", "method": "cumulative", "reward": "percent", "threshold": "inclusive",
          "tiers": [ { "from": 0, "rate": 2 } ] }
        """;

    private const string SoldOn =
        """
        { "type": "sellThrough", "by": "BY", "method": "cumulative", "reward": "perUnit", "threshold": "inclusive",
          "tiers": [ { "from": 0, "rate": 3 } ] }
        """;

    private const string Speed =
        """
        "modifiers": [ { "type": "paymentSpeed", "steps": [ { "withinDays": 60, "percent": 100 } ] } ],
        """;

    private static readonly DateOnly August = new(2026, 8, 20);

    [Fact]
    public async Task A_late_payment_of_an_invoice_brings_its_month_back_and_the_delta_names_it()
    {
        await using var hub = await OpenAsync(Policy(Flat, more: Speed));
        await hub.SeedAsync(
            Datasets.Invoices, Documents.Invoice("R1", "D001", August, 20_000m),
            Documents.Invoice("R2", "D002", August, 20_000m));
        Assert.Equal(["D001|2026-08|0|0", "D002|2026-08|0|0"], await SettleAsync(hub, "2026-08"));

        await hub.SeedAsync(Datasets.Payments, Documents.Payment("Z1", "D001", new(2026, 9, 5), 20_000m));
        Assert.Equal(["D001|2026-08|400|400"], await SettleAsync(hub, "2026-09"));
        Assert.Contains(
            "R1 is paid otherwise: payment Z1 of 2026-09-05 +20,000.00, share 0.00 → 400.00 (+400.00).",
            await ExplainAsync(hub), StringComparison.Ordinal);
        Assert.Empty(await SettleAsync(hub, "2026-10"));

        await hub.SeedAsync(Datasets.Payments, Documents.Payment("Z1", "D001", new(2026, 9, 5), 10_000m));
        Assert.Equal(["D001|2026-08|200|-200"], await SettleAsync(hub, "2026-10"));
        Assert.Contains(
            "payment Z1 of 2026-09-05 -10,000.00, share 400.00 → 200.00 (-200.00).", await ExplainAsync(hub),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_on_the_basis_of_payments_counts_on_its_own_day_however_late_it_comes()
    {
        await using var hub = await OpenAsync(Policy(Flat).Replace("invoiced", "paid", StringComparison.Ordinal));
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", August.AddMonths(-1), 20_000m));
        await hub.SeedAsync(Datasets.Payments, Documents.Payment("Z1", "D001", August, 5_000m, "R1"));
        Assert.Equal(["D001|2026-08|100|100"], await SettleAsync(hub, "2026-08"));
        await hub.SeedAsync(Datasets.Payments, Documents.Payment("Z2", "D001", August.AddDays(2), 10_000m, "R1"));
        await hub.SeedAsync(Datasets.Payments, Documents.Payment("Z3", "D001", new(2026, 9, 2), 1_000m, "R1"));
        Assert.Equal(
            ["D001|2026-08|300|200", "D001|2026-09|20|20"], await SettleAsync(hub, "2026-09"));
        Assert.Empty(await SettleAsync(hub, "2026-10"));
    }

    [Fact]
    public async Task Late_stock_movements_bring_back_the_month_in_which_goods_were_sold_on()
    {
        await using var hub = await OpenAsync(Policy(
            SoldOn.Replace("BY", "delivery", StringComparison.Ordinal), "quantity"));
        await hub.SeedAsync(Datasets.StockMovements, Sold("2026-08", August, 10m));
        Assert.Equal(["D001|2026-08|30|30"], await SettleAsync(hub, "2026-08"));
        await hub.SeedAsync(Datasets.StockMovements, Sold("2026-08", August, 14m));
        Assert.Equal(["D001|2026-08|42|12"], await SettleAsync(hub, "2026-09"));
    }

    [Fact]
    public async Task A_late_scan_brings_back_the_month_it_was_made_in_and_the_one_that_counted_the_code()
    {
        await using var hub = await OpenAsync(Policy(
            SoldOn.Replace("BY", "activation", StringComparison.Ordinal), "quantity"));
        await hub.SeedAsync(TraceDatasets.Codes, Code("C1"), Code("C2"));
        await hub.SeedAsync(TraceDatasets.Scans, Scan("E2", "C1", 9, 3));
        Assert.Empty(await SettleAsync(hub, "2026-08"));
        Assert.Equal(["D001|2026-09|3|3"], await SettleAsync(hub, "2026-09"));

        // C1 was activated in August already, the last evening of which is September in no time zone but ours.
        await hub.SeedAsync(TraceDatasets.Scans, Scan("E1", "C1", 8, 20), Scan("E3", "C2", 8, 31, hour: 15));
        Assert.Equal(["D001|2026-08|6|6", "D001|2026-09|0|-3"], await SettleAsync(hub, "2026-10"));
    }

    [Fact]
    public async Task A_late_count_brings_back_the_month_of_the_cut_that_looks_at_it()
    {
        await using var hub = await OpenAsync(Policy(
            """
            { "type": "priceProtection",
              "cuts": [ { "product": "P1", "on": "2026-08-10", "from": 10, "to": 8 } ] }
            """));
        await hub.SeedAsync(Datasets.Stock, Count(new(2026, 7, 31), 5m));
        Assert.Equal(["D001|2026-08|10|10"], await SettleAsync(hub, "2026-08"));
        await hub.SeedAsync(Datasets.Stock, Count(new(2026, 8, 5), 7m));
        Assert.Equal(["D001|2026-08|14|4"], await SettleAsync(hub, "2026-09"));
    }

    [Fact]
    public async Task What_is_gone_at_the_source_is_claimed_back_with_the_next_settlement()
    {
        await using var hub = await OpenAsync(Policy(Flat));
        await hub.SeedAsync(
            Datasets.Invoices, Documents.Invoice("R1", "D001", August, 20_000m),
            Documents.Invoice("R2", "D001", August, 5_000m));
        Assert.Equal(["D001|2026-08|500|500"], await SettleAsync(hub, "2026-08"));

        await hub.GoneAsync(Datasets.Invoices, "R1");
        Assert.Equal(["D001|2026-08|100|-400"], await SettleAsync(hub, "2026-09"));
        Assert.Contains("R1", await ExplainAsync(hub), StringComparison.Ordinal);
        Assert.Equal(["500", "-400"], await hub.RowsAsync("SELECT amount FROM delivery.posting ORDER BY no"));

        // It comes back as it was.
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", August, 20_000m));
        Assert.Equal(["D001|2026-08|500|400"], await SettleAsync(hub, "2026-10"));
    }

    [Fact]
    public async Task What_no_policy_looks_at_brings_nothing_back()
    {
        await using var hub = await OpenAsync(Policy(Flat));
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", August, 20_000m));
        await SettleAsync(hub, "2026-08");
        await hub.SeedAsync(Datasets.Payments, Documents.Payment("Z1", "D001", August, 20_000m));
        await hub.SeedAsync(Datasets.Stock, Count(August, 5m));
        await hub.SeedAsync(Datasets.StockMovements, Sold("2026-08", August, 10m));
        Assert.Empty(await SettleAsync(hub, "2026-09"));
    }

    [Fact]
    public async Task A_quarter_that_only_its_last_month_settled_comes_back_for_a_document_of_its_first()
    {
        await using var hub = await OpenAsync(
            Policy(Flat, more: """ "period": { "of": "quarter", "settle": "final" }, """));
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", August, 20_000m));
        Assert.Equal(["D001|2026-Q3|400|400"], await SettleAsync(hub, "2026-09"));
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R0", "D001", August.AddMonths(-1), 10_000m));
        Assert.Equal(["D001|2026-Q3|600|200"], await SettleAsync(hub, "2026-10"));
    }

    [Fact]
    public async Task Settling_an_older_month_again_hides_nothing_late_from_the_next_one()
    {
        await using var hub = await OpenAsync(Policy(Flat));
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", August, 20_000m));
        await SettleAsync(hub, "2026-07");
        await SettleAsync(hub, "2026-08");
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R2", "D001", August, 10_000m));

        // It sees July and nothing after, so it says nothing about the new invoice.
        await SettleAsync(hub, "2026-07");
        Assert.Equal(["D001|2026-08|600|200"], await SettleAsync(hub, "2026-09"));
    }

    private static async Task<IReadOnlyList<string>> SettleAsync(TestHub hub, string month)
    {
        var run = await hub.SettleAndReleaseAsync(month);
        return await hub.RowsAsync(
            $"""
            SELECT dealer_code, period, earned, payable FROM result.rebate
             WHERE run_id = {run.Id} ORDER BY dealer_code, period
            """);
    }

    private static async Task<string> ExplainAsync(TestHub hub) => (await hub.TypeAsync(
        ExplainCommand.Create(),
        ["explain", "rebate", "--dealer", "D001", "--policy", "LATE", "--period", "2026-08"])).Said;

    private static string Policy(string rule, string measure = "value", string more = "") =>
        $$"""
        {
          "code": "LATE", "version": 1, "name": "late", "validFrom": "2026-01-01", "validTo": "2026-12-31",
          "currency": "CNY", "who": {}, "what": {}, {{more}}
          "basis": { "document": "invoiced", "measure": "{{measure}}", "taxInclusive": false, "netOfReturns": true },
          "rule": {{rule}},
          "rounding": { "mode": "halfUp", "scale": 2, "point": "period" }
        }
        """;

    private static Connectors.Mapping.MappedDocument Sold(string period, DateOnly day, decimal units) => Documents.Of(
        Datasets.StockMovements,
        [("dealer_code", "D001"), ("period", period)],
        [
            ("position", "1"), ("product_code", "P1"), ("kind", "sell_through"), ("entry_date", day),
            ("quantity", units),
        ]);

    private static Connectors.Mapping.MappedDocument Count(DateOnly day, decimal units) => Documents.Of(
        Datasets.Stock,
        [
            ("place_kind", "dealer"), ("place_code", "D001"), ("product_code", "P1"), ("as_of", day),
            ("on_hand", units),
        ]);

    private static Connectors.Mapping.MappedDocument Code(string code) => Documents.Of(
        TraceDatasets.Codes,
        [
            ("code", code), ("level", "item"), ("product_code", "P1"), ("dealer_code", "D001"),
            ("shipment_number", "S1"), ("shipped_at", new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero)),
        ]);

    private static Connectors.Mapping.MappedDocument Scan(
        string number, string code, int month, int day, int hour = 4) => Documents.Of(
        TraceDatasets.Scans,
        [
            ("event_id", number), ("code", code), ("area_code", "330100"), ("actor", "consumer"),
            ("scanned_at", new DateTimeOffset(2026, month, day, hour, 0, 0, TimeSpan.Zero)),
        ]);

    private async Task<TestHub> OpenAsync(string policy)
    {
        var hub = await TestHub.OpenAsync(postgres, new TestConfig
        {
            Files = new Dictionary<string, string> { ["rebates/late.json"] = policy },
        });
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"), Documents.Dealer("D002"));
        await hub.SeedAsync(Datasets.Products, Documents.Product("P1"));
        return hub;
    }
}
