using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Tests.Pipelines.Release;

namespace DealerIntegration.Worker.Tests.Pipelines.Settle;

/// <summary>What is payable is earned less all that was posted, whoever settles how often.</summary>
public sealed class SettleTests(PostgresFixture postgres)
{
    private const string Period = "2026-10";

    private const string Postings =
        "SELECT no, amount, outbox_key FROM delivery.posting ORDER BY dealer_code, policy, no";

    private const string Notes =
        "SELECT connector, kind, key, (payload->>'amount')::numeric FROM delivery.outbox ORDER BY id";

    private static readonly DateOnly Day = new(2026, 10, 5);

    [Fact]
    public async Task Posts_what_was_earned_with_a_credit_note_and_a_trace_to_the_lines()
    {
        await using var hub = await OpenAsync();
        await InvoiceAsync(hub, "R1", 12_000m);
        await InvoiceAsync(hub, "R2", 8_000m);
        var run = await hub.SettleAndReleaseAsync(Period);
        Assert.Equal(["1|400|RB-VOL-D001-2026-10-1"], await hub.RowsAsync(Postings));
        Assert.Equal(["sap|credit-note|RB-VOL-D001-2026-10-1|-400"], await hub.RowsAsync(Notes));
        Assert.Equal(
            ["R1|12000|240", "R2|8000|160"],
            await hub.RowsAsync("SELECT document_number, contribution, share FROM result.rebate_line ORDER BY 1"));
        Assert.Equal(["1|20000|400|0|400"], await hub.RowsAsync(
            $"SELECT version, basis, earned, posted_before, payable FROM result.rebate WHERE run_id = {run.Id}"));
    }

    [Fact]
    public async Task Posts_nothing_the_second_time()
    {
        await using var hub = await OpenAsync();
        await InvoiceAsync(hub, "R1", 20_000m);
        await hub.SettleAndReleaseAsync(Period);
        var again = await hub.SettleAndReleaseAsync(Period);
        Assert.Equal(["400|400|0"], await hub.RowsAsync(
            $"SELECT earned, posted_before, payable FROM result.rebate WHERE run_id = {again.Id}"));
        Assert.Equal((1L, 1L), (await hub.CountAsync("delivery.posting"), await hub.CountAsync("delivery.outbox")));
    }

    [Fact]
    public async Task Posts_exactly_the_difference_that_a_late_invoice_makes()
    {
        await using var hub = await OpenAsync();
        await InvoiceAsync(hub, "R1", 20_000m);
        await hub.SettleAndReleaseAsync(Period);
        await InvoiceAsync(hub, "R2", 20_000m);
        await hub.SettleAndReleaseAsync(Period);
        Assert.Equal(
            ["1|400|RB-VOL-D001-2026-10-1", "2|800|RB-VOL-D001-2026-10-2"], await hub.RowsAsync(Postings));
        Assert.Equal(
            [
                "sap|credit-note|RB-VOL-D001-2026-10-1|-400", "sap|credit-note|RB-VOL-D001-2026-10-2|-800",
            ],
            await hub.RowsAsync(Notes));
    }

    [Fact]
    public async Task Takes_back_with_a_debit_note_what_a_return_undoes()
    {
        await using var hub = await OpenAsync();
        await InvoiceAsync(hub, "R1", 20_000m);
        await hub.SettleAndReleaseAsync(Period);
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R2", "D001", Day, -15_000m, "return"));
        await hub.SettleAndReleaseAsync(Period);
        Assert.Equal(
            ["1|400|RB-VOL-D001-2026-10-1", "2|-400|RB-VOL-D001-2026-10-2"], await hub.RowsAsync(Postings));
        Assert.Equal("sap|debit-note|RB-VOL-D001-2026-10-2|400", (await hub.RowsAsync(Notes))[1]);
    }

    [Fact]
    public async Task Takes_everything_back_when_the_last_invoice_was_a_mistake()
    {
        await using var hub = await OpenAsync();
        await InvoiceAsync(hub, "R1", 20_000m);
        await hub.SettleAndReleaseAsync(Period);
        // The ERP corrected the date: in this month nothing is left.
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", Day.AddMonths(-1), 20_000m));
        await hub.SettleAndReleaseAsync(Period);
        Assert.Equal(["400", "-400"], await hub.RowsAsync(
            "SELECT amount FROM delivery.posting WHERE period = '2026-10' ORDER BY no"));
    }

    [Fact]
    public async Task Posts_nothing_until_it_is_released()
    {
        await using var hub = await OpenAsync();
        await InvoiceAsync(hub, "R1", 20_000m);
        var run = await hub.SucceedAsync("settle", period: Period);
        Assert.Equal((0L, 0L), (await hub.CountAsync("delivery.posting"), await hub.CountAsync("delivery.outbox")));
        Assert.Equal(["prepared|400|test"], await hub.RowsAsync(
            $"SELECT state, payable, prepared_by FROM delivery.settlement_line WHERE run_id = {run.Id}"));
    }

    [Fact]
    public async Task Posts_again_under_a_new_number_what_the_partner_refused()
    {
        await using var hub = await OpenAsync();
        await InvoiceAsync(hub, "R1", 20_000m);
        await hub.SettleAndReleaseAsync(Period);
        await hub.ExecuteAsync("UPDATE delivery.outbox SET status = 'refused', reason = 'period closed'");
        await hub.SettleAndReleaseAsync(Period);
        Assert.Equal(
            ["1|400|RB-VOL-D001-2026-10-1", "2|400|RB-VOL-D001-2026-10-2"], await hub.RowsAsync(Postings));
        await hub.ExecuteAsync("UPDATE delivery.outbox SET status = 'done' WHERE key LIKE '%-2'");
        await hub.SettleAndReleaseAsync(Period);
        Assert.Equal(2, await hub.CountAsync("delivery.posting"));
    }

    [Fact]
    public async Task Counts_a_posting_whose_outcome_is_unknown_as_posted()
    {
        await using var hub = await OpenAsync();
        await InvoiceAsync(hub, "R1", 20_000m);
        await hub.SettleAndReleaseAsync(Period);
        await hub.ExecuteAsync("UPDATE delivery.outbox SET status = 'unknown'");
        await hub.SettleAndReleaseAsync(Period);
        Assert.Equal(1, await hub.CountAsync("delivery.posting"));
    }

    [Fact]
    public async Task Fails_without_a_period_or_with_a_policy_that_cannot_be()
    {
        await using var hub = await OpenAsync();
        var without = await hub.RunAsync("settle");
        Assert.Equal((RunStatus.Failed, "configuration"), (without.Status, without.ErrorKind));
        Assert.Contains("--period", without.Error);
        var file = Path.Combine(hub.Paths.Config, "rebates", "volume.json");
        await File.WriteAllTextAsync(file, Policy.Replace("\"tiers\": [", "\"tears\": [", StringComparison.Ordinal));
        var wrong = await hub.RunAsync("settle", period: Period);
        Assert.Equal((RunStatus.Failed, "configuration"), (wrong.Status, wrong.ErrorKind));
        Assert.Contains("volume.json", wrong.Error);
    }

    [Theory]
    [InlineData("\"what\": {}", "\"what\": { \"products\": [\"P1\", \"P7\"] }", "what.products[1]: 'P7'")]
    [InlineData("\"rate\": 2", "\"rate\": 102", "rule.tiers[0].rate: 102 %")]
    public async Task Names_file_line_and_member_of_what_a_policy_may_not_say(string right, string wrong, string fault)
    {
        await using var hub = await OpenAsync();
        var file = Path.Combine(hub.Paths.Config, "rebates", "volume.json");
        await File.WriteAllTextAsync(file, Policy.Replace(right, wrong, StringComparison.Ordinal));
        var run = await hub.RunAsync("settle", period: Period);
        Assert.Equal((RunStatus.Failed, "configuration"), (run.Status, run.ErrorKind));
        Assert.Matches(@"volume\.json:\d+:\d+: ", run.Error);
        Assert.Contains(fault, run.Error, StringComparison.Ordinal);
    }

    private const string Policy =
        """
        {
          "code": "VOL", "version": 1, "name": "volume", "validFrom": "2026-01-01", "validTo": "2026-12-31",
          "currency": "CNY", "who": {}, "what": {},
          "basis": { "document": "invoiced", "measure": "value", "taxInclusive": false, "netOfReturns": true },
          "rule": {
            "type": "tiers", "method": "cumulative", "reward": "percent", "threshold": "inclusive",
            "tiers": [ { "from": 10000, "rate": 2 }, { "from": 40000, "rate": 3 } ]
          },
          "rounding": { "mode": "halfUp", "scale": 2, "point": "period" }
        }
        """;

    private static Task InvoiceAsync(TestHub hub, string number, decimal amount) =>
        hub.SeedAsync(Datasets.Invoices, Documents.Invoice(number, "D001", Day, amount));

    private async Task<TestHub> OpenAsync()
    {
        var hub = await TestHub.OpenAsync(postgres, new TestConfig
        {
            Files = new Dictionary<string, string> { ["rebates/volume.json"] = Policy },
        });
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"));
        await hub.SeedAsync(Datasets.Products, Documents.Product("P1"));
        return hub;
    }
}
