using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Tests.Pipelines.Release;

namespace DealerIntegration.Worker.Tests.Rebates;

/// <summary>What a released rebate becomes, by the form its policy pays it in.</summary>
public sealed class PayoutTests(PostgresFixture postgres)
{
    private const string Period = "2026-10";

    private const string Postings = "SELECT no, amount, form, outbox_key FROM delivery.posting ORDER BY no";

    private static readonly DateOnly Day = new(2026, 10, 5);

    [Theory]
    [InlineData("pool")]
    [InlineData("discount")]
    [InlineData("goods")]
    [InlineData("offset")]
    public async Task Other_forms_than_a_note_are_credited_to_the_pool_and_leave_the_hub_later(string form)
    {
        await using var hub = await OpenAsync();
        await SettleAsync(hub, form, months: 12);
        Assert.Equal([$"1|400|{form}|"], await hub.RowsAsync(Postings));
        Assert.Equal(0, await hub.CountAsync("delivery.outbox"));
        Assert.Equal(
            [$"credit|{form}|400|VOL|2026-10|1|sara|VOL v1 2026-10|True"],
            await hub.RowsAsync(
                $"""
                SELECT kind, form, amount, policy, period, posting_no, entered_by, reason,
                       expires_on = '{Pool.Today.AddMonths(12):yyyy-MM-dd}'
                  FROM delivery.pool_entry
                """));
        Assert.Equal(["400|400|0"], await AgainAsync(hub));
    }

    [Fact]
    public async Task What_turns_out_too_high_is_taken_back_from_the_pool_first_and_the_rest_by_a_debit_note()
    {
        await using var hub = await OpenAsync();
        await SettleAsync(hub, "pool");
        await hub.DrawAsync("D001,150,R7");
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R2", "D001", Day, -15_000m, "return"));
        await SettleAsync(hub, "pool");
        Assert.Equal(
            ["1|400|pool|", "2|-250|pool|", "3|-150|creditNote|RB-VOL-D001-2026-10-3"], await hub.RowsAsync(Postings));
        Assert.Equal(
            ["debit-note|150.00"], await hub.RowsAsync("SELECT kind, payload->>'amount' FROM delivery.outbox"));
        Assert.Equal("150 150 0 0", await hub.BalanceAsync());
        // The ERP refuses the debit note: only its part is open again.
        await hub.ExecuteAsync("UPDATE delivery.outbox SET status = 'refused'");
        Assert.Equal(["0|150|-150"], await AgainAsync(hub));
    }

    [Fact]
    public async Task What_expired_unused_is_taken_back_from_where_it_expired_and_no_debit_note_asks_for_it()
    {
        await using var hub = await OpenAsync();
        await SettleAsync(hub, "pool", months: 1);
        await hub.DrawAsync("D001,150,R7");
        await hub.ExecuteAsync(
            """
            ALTER TABLE delivery.pool_entry DISABLE TRIGGER append_only;
            UPDATE delivery.pool_entry SET expires_on = expires_on - 40 WHERE kind = 'credit';
            """);
        await hub.SucceedAsync("expire-rebates");
        Assert.Equal("400 150 250 0", await hub.BalanceAsync());
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R2", "D001", Day, -10_000m, "return"));
        await SettleAsync(hub, "pool");
        Assert.Equal(["1|400|pool|", "2|-200|pool|"], await hub.RowsAsync(Postings));
        // 200 earned, 150 used: 50 are what has really expired.
        Assert.Equal("200 150 50 0", await hub.BalanceAsync());
        await hub.SucceedAsync("expire-rebates");
        Assert.Equal("200 150 50 0", await hub.BalanceAsync());
    }

    private static async Task<IReadOnlyList<string>> AgainAsync(TestHub hub)
    {
        var settled = await hub.SucceedAsync("settle", period: Period);
        return await hub.RowsAsync(
            $"SELECT earned, posted_before, payable FROM result.rebate WHERE run_id = {settled.Id}");
    }

    private static async Task SettleAsync(TestHub hub, string form, int? months = null)
    {
        var settled = await hub.SucceedAsync("settle", period: Period);
        await hub.ExecuteAsync(
            $"""
            UPDATE result.rebate SET payout = '{form}', payout_months = {months?.ToString() ?? "NULL"}
             WHERE run_id = {settled.Id}
            """);
        var released = await hub.ReleaseAsync(settled.Id);
        Assert.True(released.Status == RunStatus.Succeeded, released.Error);
    }

    private async Task<TestHub> OpenAsync()
    {
        var hub = await TestHub.OpenAsync(postgres, new TestConfig
        {
            Files = new Dictionary<string, string> { ["rebates/volume.json"] = VolumePolicy.Json },
        });
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"));
        await hub.SeedAsync(Datasets.Products, Documents.Product("P1"));
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", Day, 20_000m));
        return hub;
    }
}
