using System.Net;

namespace DealerIntegration.Worker.Tests.Dashboard;

/// <summary>A settlement on the pages: policies, dealers, and one result down to its lines.</summary>
public sealed class RebatePagesTests(DashboardFixture hub) : IClassFixture<DashboardFixture>
{
    private const string Script = "<script>alert(1)</script>";

    [Fact]
    public async Task Sums_the_policies_on_the_month_and_lists_the_dealers_on_the_run()
    {
        var (_, run) = await SettledAsync("2024-03");
        using var browser = await hub.SignInAsync("vera");
        var month = await browser.ReadAsync("/months/2024-03");
        Assert.Contains("返利政策", month);
        Assert.Contains("""<td class="n">1,260.00</td>""", month);
        Assert.Contains("未放行 not released</span> <small>0 / 1</small>", month);
        var page = await browser.ReadAsync($"/runs/{run}");
        Assert.Contains($"/runs/{run}/rebate?dealer=D1&amp;policy=QTR&amp;period=2024-Q1", page);
    }

    [Fact]
    public async Task Shows_a_result_with_tiers_steps_changes_and_any_page_of_its_lines()
    {
        var (first, run) = await SettledAsync("2024-06");
        using var browser = await hub.SignInAsync("vera");
        var address = $"/runs/{run}/rebate?dealer=D1&policy=QTR&period=2024-Q2";
        var page = await browser.ReadAsync(address);
        Assert.Contains("Together 1,260.00 CNY.", page);
        Assert.Contains("598 新增 new", page);
        Assert.Contains("1 重新分摊 reshared", page);
        Assert.Contains($"/runs/{first}/rebate?dealer=D1", page);
        Assert.Contains("1 / 3", page);
        Assert.DoesNotContain("<script>alert", page);
        var last = await browser.ReadAsync($"{address}&page=3");
        Assert.Contains("<code>R599</code>", last);
        Assert.DoesNotContain("<code>R001</code></td><td>10", last);
        using var none = await browser.GetAsync($"/runs/{run}/rebate?dealer=D9&policy=QTR&period=2024-Q2");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Offers_the_newest_workbook_for_download()
    {
        var (_, run) = await SettledAsync("2024-09");
        var statements = await RunAsync("statements", "2024-09");
        await PostgresFixture.ExecuteAsync(
            hub.Database,
            $"INSERT INTO delivery.file (run_id, dealer_code, kind, path) VALUES ({statements}, 'D1', 'rebate', '/a')");
        using var browser = await hub.SignInAsync("vera");
        Assert.Contains($"/files/{statements}/1", await browser.ReadAsync($"/runs/{run}"));
        Assert.Contains(
            $"/files/{statements}/1",
            await browser.ReadAsync($"/runs/{run}/rebate?dealer=D1&policy=QTR&period=2024-Q3"));
    }

    /// <summary>The quarter of that month, settled once on R001 and again on 599 documents.</summary>
    private async Task<(long First, long Run)> SettledAsync(string month)
    {
        var quarter = $"{month[..4]}-Q{(int.Parse(month[5..]) + 2) / 3}";
        var (first, run) = (await RunAsync("settle", month), await RunAsync("settle", month));
        await PostgresFixture.ExecuteAsync(
            hub.Database,
            $$"""
            WITH earlier AS (
                INSERT INTO result.rebate (run_id, policy, version, dealer_code, period, currency, basis, tier, earned,
                    accrued, posted_before, payable, arithmetic, lines)
                VALUES ({{first}}, 'QTR', 2, 'D1', '{{quarter}}', 'CNY', 12000, 1, 240, 240, 0, 240, 'a', 1)
                RETURNING id),
            later AS (
                INSERT INTO result.rebate (run_id, policy, version, dealer_code, period, currency, basis, tier, earned,
                    accrued, posted_before, payable, arithmetic, lines, settled_id, slices)
                SELECT {{run}}, 'QTR', 2, 'D1', '{{quarter}}', 'CNY', 42000, 2, 1260, 1260, 240, 1020,
                       E'{{Script}}\nTogether 1,260.00 CNY.', 599, earlier.id,
                       '[{"tier": 2, "from": 40000, "portion": 42000, "rewardBase": 42000, "reward": "percent",
                          "rate": 3, "amount": 1260}]'
                  FROM earlier RETURNING id)
            INSERT INTO result.rebate_line
            SELECT id, 'R001', '10', DATE '2024-01-05', 'P1', 12000, 240 FROM earlier
            UNION ALL SELECT id, 'R001', '10', DATE '2024-01-05', 'P1', 12000, 360 FROM later
            UNION ALL SELECT id, 'R' || to_char(n, 'FM000'), '10', DATE '2024-01-05', 'P1', 50, 1.5
                        FROM later, generate_series(2, 599) n
            """);
        return (first, run);
    }

    private Task<long> RunAsync(string pipeline, string period) => PostgresFixture.ScalarAsync<long>(
        hub.Database,
        $"""
        INSERT INTO ops.run (pipeline, scope, period, status, code_version, asked_by, ended_at)
        VALUES ('{pipeline}', '', '{period}', 'succeeded', '1', 'test', now()) RETURNING id
        """)!;
}
