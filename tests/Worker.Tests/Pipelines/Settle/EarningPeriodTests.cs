using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Tests.Pipelines.Release;

namespace DealerIntegration.Worker.Tests.Pipelines.Settle;

/// <summary>
/// Periods longer than a month, documents that come late, and dealers that are added up: whatever the order, the
/// postings end where one settlement of everything would.
/// </summary>
public sealed class EarningPeriodTests(PostgresFixture postgres)
{
    private const string Posted =
        "SELECT period, sum(amount) FROM delivery.posting GROUP BY period ORDER BY period";

    [Fact]
    public async Task A_late_invoice_counts_in_the_next_month_and_points_to_its_own()
    {
        await using var hub = await OpenAsync(Policy("month", "interim"));
        await InvoiceAsync(hub, "R1", new(2026, 8, 20), 20_000m);
        await hub.SettleAndReleaseAsync("2026-08");
        await InvoiceAsync(hub, "R2", new(2026, 8, 31), 30_000m);
        await InvoiceAsync(hub, "R3", new(2026, 9, 2), 10_000m);
        var run = await hub.SettleAndReleaseAsync("2026-09");

        // August goes from 2 % of 20,000 to 3 % of 50,000; that is one delta, and September is what it is alone.
        Assert.Equal(["2026-08|1500|400|1100", "2026-09|200|0|200"], await RowsAsync(hub, run.Id));
        Assert.Equal(["2026-08|1500", "2026-09|200"], await hub.RowsAsync(Posted));
        Assert.Equal(["R1|20000|600", "R2|30000|900"], await hub.RowsAsync(
            """
            SELECT document_number, contribution, share FROM result.rebate_line JOIN result.rebate r ON r.id = rebate_id
             WHERE r.period = '2026-08' AND r.settled_id IS NOT NULL ORDER BY 1
            """));
        var again = await hub.SettleAndReleaseAsync("2026-09");
        Assert.Equal(["2026-08|1500|1500|0", "2026-09|200|200|0"], await RowsAsync(hub, again.Id));
        var next = await hub.SettleAndReleaseAsync("2026-10");
        Assert.Empty(await RowsAsync(hub, next.Id));
    }

    [Fact]
    public async Task A_month_that_was_never_settled_is_not_settled_because_a_document_of_it_comes()
    {
        await using var hub = await OpenAsync(Policy("month", "interim"));
        await InvoiceAsync(hub, "R1", new(2026, 9, 20), 20_000m);
        await hub.SettleAndReleaseAsync("2026-09");
        await InvoiceAsync(hub, "R0", new(2026, 7, 20), 20_000m);
        var run = await hub.SettleAndReleaseAsync("2026-10");
        Assert.Empty(await RowsAsync(hub, run.Id));
    }

    [Fact]
    public async Task A_quarter_settled_every_month_ends_where_one_settlement_of_all_does()
    {
        await using var interim = await OpenAsync(Policy("quarter", "interim"));
        await using var once = await OpenAsync(Policy("quarter", "final"));
        var days = new[] { new DateOnly(2026, 7, 3), new(2026, 8, 3), new(2026, 9, 3) };
        for (var i = 0; i < days.Length; i++)
        {
            await InvoiceAsync(interim, $"R{i}", days[i], 20_000m);
            await InvoiceAsync(once, $"R{i}", days[i], 20_000m);
            await interim.SettleAndReleaseAsync($"2026-0{7 + i}");
        }

        var early = await once.SettleAndReleaseAsync("2026-08");
        Assert.Equal(["2026-Q3|1200|0|0"], await RowsAsync(once, early.Id));
        await once.SettleAndReleaseAsync("2026-09");
        Assert.Equal(["2026-Q3|1800"], await once.RowsAsync(Posted));
        Assert.Equal(await once.RowsAsync(Posted), await interim.RowsAsync(Posted));
        Assert.Equal(3, await interim.CountAsync("delivery.posting"));
    }

    [Fact]
    public async Task An_earlier_month_settled_again_leaves_to_the_later_one_what_has_changed()
    {
        await using var hub = await OpenAsync(Policy("quarter", "interim"));
        await InvoiceAsync(hub, "R1", new(2026, 7, 3), 20_000m);
        await hub.SettleAndReleaseAsync("2026-07");
        await InvoiceAsync(hub, "R2", new(2026, 8, 3), 10_000m);
        await hub.SettleAndReleaseAsync("2026-08");
        await InvoiceAsync(hub, "R3", new(2026, 7, 30), 5_000m);
        var july = await hub.SettleAndReleaseAsync("2026-07");
        Assert.Equal(["2026-Q3|500|600|0"], await RowsAsync(hub, july.Id));
        Assert.Contains("count in 2026-08", july.Note);
        var august = await hub.SettleAndReleaseAsync("2026-08");
        Assert.Equal(["2026-Q3|700|600|100"], await RowsAsync(hub, august.Id));
    }

    [Fact]
    public async Task Dealers_that_are_added_up_reach_the_tier_together_in_whatever_chunks()
    {
        await using var hub = await OpenAsync(
            Policy("month", "interim")
                .Replace("\"who\": {}", "\"who\": { \"sumBy\": \"group\" }", StringComparison.Ordinal),
            new TestConfig { DealersPerChunk = 1 });
        await hub.SeedAsync(
            Datasets.Dealers, Documents.Dealer("D002", parent: "D001"), Documents.Dealer("D003", group: "G"),
            Documents.Dealer("D004", group: "G"));
        await InvoiceAsync(hub, "R1", new(2026, 9, 3), 30_000m);
        await InvoiceAsync(hub, "R2", new(2026, 9, 3), 10_000m, "D002");
        await InvoiceAsync(hub, "R3", new(2026, 9, 3), 30_000m, "D003");
        await InvoiceAsync(hub, "R4", new(2026, 9, 3), 9_000m, "D004");
        var run = await hub.SettleAndReleaseAsync("2026-09");
        Assert.Equal(
            ["D001|900", "D002|300", "D003|600", "D004|180"],
            await hub.RowsAsync($"SELECT dealer_code, earned FROM result.rebate WHERE run_id = {run.Id} ORDER BY 1"));
        var alone = await hub.SucceedAsync("settle", "D002", "2026-09");
        Assert.Equal(
            ["D002|300|300|0"],
            await hub.RowsAsync(
                $"SELECT dealer_code, earned, posted_before, payable FROM result.rebate WHERE run_id = {alone.Id}"));
    }

    [Fact]
    public async Task A_confirmed_case_takes_the_rebate_and_an_upheld_appeal_gives_it_back()
    {
        await using var hub = await OpenAsync(Policy("month", "interim").Replace(
            "\"rounding\"", "\"penalty\": { \"onDiversion\": \"forfeit\" }, \"rounding\"", StringComparison.Ordinal));
        await InvoiceAsync(hub, "R1", new(2026, 9, 3), 20_000m);
        await hub.SettleAndReleaseAsync("2026-09");
        await RuleAsync(hub, "confirmed");
        var taken = await hub.SettleAndReleaseAsync("2026-10");
        Assert.Equal(["2026-09|0|400|-400"], await RowsAsync(hub, taken.Id));
        Assert.Contains("C-7", Assert.Single(await hub.RowsAsync(
            $"SELECT arithmetic FROM result.rebate WHERE run_id = {taken.Id}")), StringComparison.Ordinal);
        await RuleAsync(hub, "dismissed");
        var back = await hub.SettleAndReleaseAsync("2026-10");
        Assert.Equal(["2026-09|400|0|400"], await RowsAsync(hub, back.Id));
        Assert.Equal(["2026-09|400"], await hub.RowsAsync(Posted));
    }

    private static Task<IReadOnlyList<string>> RowsAsync(TestHub hub, long run) =>
        hub.RowsAsync(
            $"SELECT period, earned, posted_before, payable FROM result.rebate WHERE run_id = {run} ORDER BY period");

    private static Task RuleAsync(TestHub hub, string verdict) => hub.ExecuteAsync(
        $"""
        INSERT INTO canonical.diversion_ruling (case_number, dealer_code, happened_on, verdict, reason, ruled_by)
        VALUES ('C-7', 'D001', DATE '2026-09-10', '{verdict}', 'seen in Hangzhou', 'wang')
        """);

    private static Task InvoiceAsync(
        TestHub hub, string number, DateOnly day, decimal amount, string dealer = "D001") =>
        hub.SeedAsync(Datasets.Invoices, Documents.Invoice(number, dealer, day, amount));

    private static string Policy(string of, string settle) =>
        $$"""
        {
          "code": "VOL", "version": 1, "name": "volume", "validFrom": "2026-01-01", "validTo": "2026-12-31",
          "currency": "CNY", "who": {}, "what": {},
          "basis": { "document": "invoiced", "measure": "value", "taxInclusive": false, "netOfReturns": true },
          "period": { "of": "{{of}}", "settle": "{{settle}}" },
          "rule": {
            "type": "tiers", "method": "cumulative", "reward": "percent", "threshold": "inclusive",
            "tiers": [ { "from": 0, "rate": 2 }, { "from": 40000, "rate": 3 } ]
          },
          "rounding": { "mode": "halfUp", "scale": 2, "point": "period" }
        }
        """;

    private async Task<TestHub> OpenAsync(string policy, TestConfig? config = null)
    {
        var hub = await TestHub.OpenAsync(postgres, (config ?? new TestConfig()) with
        {
            Files = new Dictionary<string, string> { ["rebates/volume.json"] = policy },
        });
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"));
        await hub.SeedAsync(Datasets.Products, Documents.Product("P1"));
        return hub;
    }
}
