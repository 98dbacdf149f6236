using System.Net;

namespace DealerIntegration.Worker.Tests.Dashboard;

/// <summary>The pages of a reconciliation of goods: one line a product, each told by what came and went.</summary>
public sealed class BookPagesTests(DashboardFixture hub) : IClassFixture<DashboardFixture>
{
    [Fact]
    public async Task Shows_each_product_of_a_dealer_in_the_words_of_stock()
    {
        var run = await CountedAsync();
        using var browser = await hub.SignInAsync("fiona");
        var list = await browser.ReadAsync($"/runs/{run}");
        Assert.Contains("商品 Product", list);
        Assert.Contains("期末 应有 expected", list);
        Assert.DoesNotContain("对账单 Statement", list);
        Assert.Matches("(?s)P2 EA.*P1 EA", list);

        var dealer = await browser.ReadAsync($"/runs/{run}/dealer?code=D1");
        Assert.Contains("book=P1%20EA", dealer);
        Assert.Contains("book=P2%20EA", dealer);

        var product = await browser.ReadAsync($"/runs/{run}/dealer?code=D1&book=P2%20EA");
        Assert.Contains("库存对账", product);
        Assert.Matches("(?s)期初 Opening</th><td class=\"n\">50</td>\\s*<td class=\"n\">50</td>", product);
        Assert.Matches("(?s)Not on any document</th><td class=\"n\">–</td>\\s*<td class=\"n\">-2</td>", product);
        Assert.Matches("(?s)期末 Closing</th><td class=\"n\">50</td>\\s*<td class=\"n\">48</td>", product);
        Assert.DoesNotContain("强制勾对 Force a match", product);
        using var none = await browser.GetAsync($"/runs/{run}/dealer?code=D1&book=P9");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    /// <summary>D1 counted what it should have of P1, and two too few of P2.</summary>
    private async Task<long> CountedAsync()
    {
        var rules = Path.Combine(hub.Hub.Paths.Config, "reconciliation", "stock.json");
        Directory.CreateDirectory(Path.GetDirectoryName(rules)!);
        File.Copy(Repository.Path("config/reconciliation/stock.json"), rules, overwrite: true);
        var run = await PostgresFixture.ScalarAsync<long>(
            hub.Database,
            """
            INSERT INTO ops.run (pipeline, scope, period, status, watermark, code_version, asked_by, started_at,
                ended_at)
            VALUES ('reconcile-stock', '', '2025-09', 'succeeded', 1000000, '1', 'test', now(), now()) RETURNING id
            """);
        await PostgresFixture.ExecuteAsync(
            hub.Database,
            $"""
            INSERT INTO canonical.stock (key, source, content_hash, run_id, place_kind, place_code, product_code, as_of,
                on_hand, unit)
            SELECT p || d, 'x', gen_random_uuid(), {run}, 'dealer', 'D1', p, d::date, n, 'EA'
              FROM (VALUES ('P1', '2025-08-31', 10), ('P1', '2025-09-30', 10), ('P2', '2025-08-31', 50),
                           ('P2', '2025-09-30', 48)) AS t (p, d, n);
            INSERT INTO canonical.stock_movement (key, source, content_hash, run_id, dealer_code, period)
            VALUES ('D1', 'x', gen_random_uuid(), {run}, 'D1', '2025-09');
            INSERT INTO result.reconciliation (run_id, dealer_code, period, currency, status, our_opening, our_closing,
                their_opening, their_closing, difference, explained, residual)
            VALUES ({run}, 'D1', '2025-09', 'P1 EA', 'green', 10, 10, 10, 10, 0, 0, 0),
                   ({run}, 'D1', '2025-09', 'P2 EA', 'open', 50, 50, 50, 48, -2, 0, -2)
            """);
        return run;
    }
}
