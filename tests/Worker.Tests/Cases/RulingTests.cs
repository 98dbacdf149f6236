using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Worker.Tests.Pipelines.Diversion;
using DealerIntegration.Worker.Tests.Pipelines.Release;

namespace DealerIntegration.Worker.Tests.Cases;

/// <summary>What a ruling moves, what taking it back returns, and what rebates make of both.</summary>
public sealed class RulingTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_ruling_moves_what_was_found_to_the_dealer_whose_area_it_was()
    {
        await using var hub = await Market.OpenAsync(postgres);
        var number = await hub.DetectAsync(Market.Enough);
        await hub.ConfirmAsync(number);

        // 6 items at 20,000 / 100.
        Assert.Equal(
            [
                "out|D001|2026-10-10|P1|-6|CNY|-1200|-1356|False",
                "in|D002|2026-10-10|P1|6|CNY|1200|1356|False",
            ],
            await hub.MovesAsync());
        Assert.Equal(
            [$"{number}|D001|2026-10-10|P1|confirmed|bob|3"],
            await hub.RowsAsync(
                """
                SELECT case_number, dealer_code, happened_on::text, products[1], verdict, ruled_by, step_no
                  FROM canonical.diversion_ruling
                """));
        Assert.Contains("6 items × 20,000 / 100 = 1,200 CNY", Assert.Single(await hub.RowsAsync(
            "SELECT arithmetic FROM canonical.volume_move WHERE side = 'out'")));
    }

    [Fact]
    public async Task The_next_settlement_moves_the_rebate_an_upheld_appeal_moves_it_back_and_then_nothing_is_left()
    {
        await using var hub = await Market.OpenAsync(postgres);
        var number = await hub.DetectAsync(Market.Enough);
        await hub.SettleAndReleaseAsync("2026-10");
        await hub.ConfirmAsync(number);
        var moved = await hub.SettleAndReleaseAsync("2026-11");
        Assert.Equal(
            ["D001|2026-10|376|400|-24", "D002|2026-10|624|600|24"], await SettledAsync(hub, moved.Id));
        Assert.Equal(
            [$"D001|{number}|out 3|-1200|-24", $"D002|{number}|in 3|1200|24"],
            await hub.RowsAsync(
                $"""
                SELECT r.dealer_code, l.document_number, l.position, l.contribution, l.share
                  FROM result.rebate_line l JOIN result.rebate r ON r.id = l.rebate_id
                 WHERE r.run_id = {moved.Id} AND l.document_number LIKE 'DC-%' ORDER BY 1
                """));
        await hub.ActAsync(number, CaseAction.Appeal);
        await hub.ActAsync(number, CaseAction.Reverse, "ann");
        var back = await hub.SettleAndReleaseAsync("2026-11");
        Assert.Equal(
            ["D001|2026-10|400|376|24", "D002|2026-10|600|624|-24"], await SettledAsync(hub, back.Id));
        var again = await hub.SettleAndReleaseAsync("2026-11");
        Assert.All(await SettledAsync(hub, again.Id), row => Assert.EndsWith("|0", row, StringComparison.Ordinal));
        Assert.Equal(
            ["D001|400", "D002|600"],
            await hub.RowsAsync("SELECT dealer_code, sum(amount) FROM delivery.posting GROUP BY 1 ORDER BY 1"));
    }

    [Fact]
    public async Task What_moves_to_a_dealer_kept_in_another_currency_is_named_for_finance_until_a_policy_counts_it()
    {
        await using var hub = await Market.OpenAsync(postgres);
        await hub.ExecuteAsync("UPDATE canonical.dealer SET currency = 'USD' WHERE code = 'D002'");
        await File.WriteAllTextAsync(
            Path.Combine(hub.Paths.Config, "rebates", "dollars.json"),
            Market.Policy.Replace("VOL", "USD-VOL", StringComparison.Ordinal)
                .Replace("CNY", "USD", StringComparison.Ordinal)
                .Replace("\"who\": {}", "\"who\": { \"dealers\": [\"D002\"] }", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        var yuan = Path.Combine(hub.Paths.Config, "rebates", "volume.json");
        await File.WriteAllTextAsync(
            yuan,
            Market.Policy.Replace(
                "\"who\": {}", "\"who\": { \"dealers\": [\"D001\"] }", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        var number = await hub.DetectAsync(Market.Enough);
        await hub.ConfirmAsync(number);
        var move = Assert.Single(await hub.RowsAsync(
            "SELECT arithmetic, arithmetic_zh FROM canonical.volume_move WHERE side = 'in'"));
        Assert.Contains("Dealer D002 is kept in USD: only a rebate policy in CNY counts this volume", move);
        Assert.Contains("经销商 D002 的币种为 USD", move);

        var run = await hub.SucceedAsync("settle", period: "2026-10");
        Assert.Contains($"1 moves of volume count in no rebate because of their currency", run.Note);
        Assert.Equal(
            [
                $"volume_move|{number}|CNY|moved-volume-currency|A ruling moved 6 items of P1, worth 1200.00 CNY "
                + "without tax, into the figures of dealer D002 on 2026-10-10, but its rebates are in USD (USD-VOL): "
                + "no policy counts them.",
            ],
            await hub.RowsAsync(
                $"SELECT dataset, key, value, code, message FROM ops.rejected_row WHERE run_id = {run.Id}"));

        await File.WriteAllTextAsync(yuan, Market.Policy, TestContext.Current.CancellationToken);
        var counted = await hub.SucceedAsync("settle", period: "2026-10");
        Assert.Equal(0, await hub.CountAsync($"ops.rejected_row WHERE run_id = {counted.Id}"));
        Assert.Contains($"{number}|24", await hub.RowsAsync(
            $"""
            SELECT l.document_number, l.share FROM result.rebate_line l JOIN result.rebate r ON r.id = l.rebate_id
             WHERE r.run_id = {counted.Id} AND r.dealer_code = 'D002'
            """));
    }

    [Fact]
    public async Task A_reversal_takes_back_exactly_what_was_moved_whatever_the_invoices_say_by_then()
    {
        await using var hub = await Market.OpenAsync(postgres);
        var number = await hub.DetectAsync(Market.Enough);
        await hub.ConfirmAsync(number);
        await hub.SeedAsync(
            Datasets.Invoices, Market.Invoice("R9", "D001", Market.Day, 1m, 9_999m));
        await hub.ActAsync(number, CaseAction.Reverse, "ann");
        Assert.Equal(
            [
                "out|D001|2026-10-10|P1|6|CNY|1200|1356|True",
                "in|D002|2026-10-10|P1|-6|CNY|-1200|-1356|True",
            ],
            (await hub.MovesAsync()).Skip(2));
    }

    [Fact]
    public async Task Another_round_moves_only_what_was_found_since_and_a_reversal_returns_both()
    {
        await using var hub = await Market.OpenAsync(postgres, appealDays: 0);
        var number = await hub.DetectAsync(Market.Enough);
        await hub.ConfirmAsync(number);
        await hub.ActAsync(number, CaseAction.Close);
        await hub.DetectAsync(7, 8);
        await hub.ActAsync(number, CaseAction.Reopen);
        await hub.ConfirmAsync(number);
        Assert.Equal(
            ["6|1200", "2|400"],
            await hub.RowsAsync(
                "SELECT quantity, net_amount FROM canonical.volume_move WHERE side = 'in' ORDER BY seq"));
        await hub.ActAsync(number, CaseAction.Reverse, "ann");
        Assert.Equal(
            ["D001|0|0", "D002|0|0"],
            await hub.RowsAsync(
                """
                SELECT dealer_code, sum(quantity), sum(net_amount) FROM canonical.volume_move GROUP BY 1 ORDER BY 1
                """));
    }

    [Fact]
    public async Task A_round_that_is_dismissed_leaves_what_an_earlier_one_confirmed()
    {
        await using var hub = await Market.OpenAsync(postgres, appealDays: 0);
        var number = await hub.DetectAsync(Market.Enough);
        await hub.ConfirmAsync(number);
        await hub.ActAsync(number, CaseAction.Close);
        await hub.DetectAsync(7, 8);
        await hub.ActAsync(number, CaseAction.Reopen);
        await hub.ActAsync(number, CaseAction.Notify);
        await hub.ActAsync(number, CaseAction.Dismiss, "bob");
        Assert.Equal(["confirmed"], await hub.RowsAsync("SELECT verdict FROM canonical.diversion_ruling"));
        Assert.Equal(2, await hub.CountAsync("canonical.volume_move"));
    }

    [Fact]
    public async Task A_carton_counts_the_items_in_it_and_an_item_found_beside_its_carton_once()
    {
        await using var hub = await Market.OpenAsync(postgres);
        await hub.SeedAsync(
            TraceDatasets.Codes,
            [
                Market.Code("BOX", "carton", null, 50),
                .. Enumerable.Range(50, 12).Select(n => Market.Code($"IN{n}", "item", "BOX", 50)),
            ]);
        await hub.SeedAsync(
            TraceDatasets.Scans,
            DiversionTests.Scan(90, Market.Abroad, code: "BOX"), DiversionTests.Scan(91, Market.Abroad, code: "IN50"));
        await hub.ConfirmAsync(await hub.DetectAsync(1, 2, 3, 4, 5));
        Assert.Equal(["17"], await hub.RowsAsync("SELECT quantity FROM canonical.volume_move WHERE side = 'in'"));
    }

    [Fact]
    public async Task A_packing_event_counts_unless_it_was_declared_wrong_and_a_circle_of_packing_ends()
    {
        await using var hub = await Market.OpenAsync(postgres);
        await hub.SeedAsync(
            TraceDatasets.TraceEvents,
            Packing("PK1", null, "CODE1", "IN1 IN2 IN3"), Packing("PK2", null, "IN3", "IN4 IN5"),
            Packing("PK3", null, "CODE2", "IN6 IN7"), Packing("PK3", "error", "CODE2", "IN6 IN7"),
            Packing("PK4", null, "CODE3", "IN8"), Packing("PK5", null, "IN8", "CODE3 IN9"));
        await hub.ConfirmAsync(await hub.DetectAsync(Market.Enough));

        // Of CODE1 four, of CODE3 one, and four codes that are items.
        Assert.Equal(["9"], await hub.RowsAsync("SELECT quantity FROM canonical.volume_move WHERE side = 'in'"));
    }

    [Fact]
    public async Task Where_nobody_may_sell_the_volume_goes_to_the_house()
    {
        await using var hub = await Market.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D002", "620000"));
        await hub.ConfirmAsync(await hub.DetectAsync(Market.Enough));
        Assert.Equal(
            ["out|D001", "in|"],
            await hub.RowsAsync("SELECT side, dealer_code FROM canonical.volume_move ORDER BY seq"));
    }

    [Fact]
    public async Task A_contract_decides_before_the_dealer_master()
    {
        await using var hub = await Market.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D003", "620000"));
        await hub.SeedAsync(
            TraceDatasets.Territories,
            Territory("D003", "own", "610100", new DateOnly(2026, 1, 1)),
            Territory("D002", "own", "620000", new DateOnly(2026, 1, 1)));
        await hub.ConfirmAsync(await hub.DetectAsync(Market.Enough));
        Assert.Equal(["D003"], await hub.RowsAsync("SELECT dealer_code FROM canonical.volume_move WHERE side = 'in'"));
    }

    private static MappedDocument Packing(string id, string? declaration, string unit, string codes) => Documents.Of(
        TraceDatasets.TraceEvents,
        [
            ("event_id", id), ("declaration", declaration), ("step", "pack"), ("parent_code", unit), ("codes", codes),
            ("happened_at", new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero)),
        ]);

    private static MappedDocument Territory(string dealer, string kind, string area, DateOnly from) =>
        Documents.Of(
            TraceDatasets.Territories,
            [
                ("dealer_code", dealer), ("contract", $"C-{dealer}"), ("kind", kind), ("area_code", area),
                ("valid_from", from),
            ]);

    private static Task<IReadOnlyList<string>> SettledAsync(TestHub hub, long run) => hub.RowsAsync(
        $"""
        SELECT dealer_code, period, earned, posted_before, payable FROM result.rebate WHERE run_id = {run}
         ORDER BY dealer_code, period
        """);
}
