using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Tests.Pipelines.Release;

namespace DealerIntegration.Worker.Tests.Rebates;

/// <summary>Goods that a policy gives in kind are released like money and ordered free of charge, once.</summary>
public sealed class FreeGoodsTests(PostgresFixture postgres)
{
    private const string Period = "2026-10";

    private const string Policy =
        """
        {
          "code": "GIFT", "version": 1, "name": "满十送一", "validFrom": "2026-01-01", "validTo": "2026-12-31",
          "currency": "CNY", "who": {}, "what": {},
          "basis": { "document": "invoiced", "measure": "quantity", "taxInclusive": false, "netOfReturns": true },
          "rule": { "type": "freeGoods", "every": 10, "give": 1 },
          "rounding": { "mode": "halfUp", "scale": 2, "point": "period" }
        }
        """;

    private const string Orders =
        """
        SELECT kind, key, dealer_code, payload -> 'lines' -> 0 ->> 'product_code',
               payload -> 'lines' -> 0 ->> 'quantity'
          FROM delivery.outbox ORDER BY id
        """;

    private const string Postings =
        "SELECT no, product_code, units, ordered, amount, form FROM delivery.posting ORDER BY posted_at, no";

    [Fact]
    public async Task Units_are_posted_and_ordered_by_product_and_a_settlement_again_posts_none()
    {
        await using var hub = await OpenAsync();
        await InvoiceAsync(hub, "R1", "P1", 25m);
        await InvoiceAsync(hub, "R2", "P2", 31m);
        var settled = await hub.SucceedAsync("settle", period: Period);
        Assert.Equal(["prepared"], await hub.StatesAsync(settled.Id));
        Assert.Equal(0, await hub.CountAsync("delivery.posting"));

        await hub.ReleaseAsync(settled.Id);
        Assert.Equal(["released"], await hub.StatesAsync(settled.Id));
        Assert.Equal(["1|P1|2|2|0|goods", "2|P2|3|3|0|goods"], await hub.RowsAsync(Postings));
        Assert.Equal(
            ["free-goods|FG-GIFT-D001-2026-10-1|D001|P1|2", "free-goods|FG-GIFT-D001-2026-10-2|D001|P2|3"],
            await hub.RowsAsync(Orders));

        var again = await hub.SettleAndReleaseAsync(Period);
        Assert.Empty(await hub.StatesAsync(again.Id));
        Assert.Equal(2, await hub.CountAsync("delivery.posting"));
    }

    [Fact]
    public async Task Late_documents_order_the_difference()
    {
        await using var hub = await OpenAsync();
        await InvoiceAsync(hub, "R1", "P1", 25m);
        await hub.SettleAndReleaseAsync(Period);
        await InvoiceAsync(hub, "R2", "P1", 15m);
        await hub.SettleAndReleaseAsync("2026-11");
        Assert.Equal(["1|P1|2|2|0|goods", "2|P1|2|2|0|goods"], await hub.RowsAsync(Postings));
    }

    [Fact]
    public async Task What_was_given_too_many_is_left_out_of_the_next_order()
    {
        await using var hub = await OpenAsync();
        await InvoiceAsync(hub, "R1", "P1", 50m);
        await hub.SettleAndReleaseAsync(Period);
        await InvoiceAsync(hub, "R2", "P1", -30m);
        await hub.SettleAndReleaseAsync(Period);
        await InvoiceAsync(hub, "R3", "P1", 40m, new DateOnly(2026, 11, 3));
        await hub.SettleAndReleaseAsync("2026-11");
        Assert.Equal(
            ["1|P1|5|5|0|goods", "2|P1|-3|0|0|goods", "1|P1|4|1|0|goods"], await hub.RowsAsync(Postings));
        Assert.Equal(["5", "1"], (await hub.RowsAsync(Orders)).Select(row => row.Split('|')[^1]));
    }

    [Fact]
    public async Task An_order_that_the_ERP_refused_is_made_again_by_the_next_settlement()
    {
        await using var hub = await OpenAsync();
        await InvoiceAsync(hub, "R1", "P1", 25m);
        await hub.SettleAndReleaseAsync(Period);
        await hub.ExecuteAsync("UPDATE delivery.outbox SET status = 'refused'");
        await hub.SettleAndReleaseAsync(Period);
        Assert.Equal(["1|P1|2|2|0|goods", "2|P1|2|2|0|goods"], await hub.RowsAsync(Postings));
        Assert.Equal(2, await hub.CountAsync("delivery.outbox"));
    }

    [Fact]
    public async Task Another_settlement_of_other_goods_in_between_makes_a_prepared_one_out_of_date()
    {
        await using var hub = await OpenAsync();
        await InvoiceAsync(hub, "R1", "P1", 25m);
        var late = await hub.SucceedAsync("settle", period: Period);
        await hub.ExecuteAsync(
            $"""
            INSERT INTO delivery.release (settle_run, prepared_by, verdict, decided_by, run_id)
            VALUES ({late.Id}, 'test', 'released', 'sara', {await hub.ImportRunAsync()});
            INSERT INTO delivery.posting (policy, dealer_code, period, no, amount, currency, form, outbox_key, run_id,
                settle_run, release_id, product_code, units, ordered)
            SELECT 'GIFT', 'D001', '2026-10', 1, 0, 'CNY', 'goods', 'FG-1', run_id, run_id, id, 'P2', 2, 2
              FROM delivery.release
            """);
        Assert.Equal(["outdated"], await hub.StatesAsync(late.Id));
    }

    private static Task InvoiceAsync(
        TestHub hub, string number, string product, decimal quantity, DateOnly? day = null) =>
        hub.SeedAsync(Datasets.Invoices, Documents.Of(
            Datasets.Invoices,
            [
                ("number", number), ("dealer_code", "D001"), ("kind", quantity < 0m ? "return" : "invoice"),
                ("invoice_date", day ?? Releasing.Day), ("currency", "CNY"), ("net_amount", quantity),
                ("gross_amount", quantity),
            ],
            [
                ("position", "10"), ("product_code", product), ("quantity", quantity), ("net_amount", quantity),
                ("gross_amount", quantity),
            ]));

    private async Task<TestHub> OpenAsync()
    {
        var hub = await TestHub.OpenAsync(postgres, new TestConfig
        {
            Files = new Dictionary<string, string> { ["rebates/gift.json"] = Policy },
        });
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"));
        await hub.SeedAsync(Datasets.Products, Documents.Product("P1"), Documents.Product("P2"));
        return hub;
    }
}
