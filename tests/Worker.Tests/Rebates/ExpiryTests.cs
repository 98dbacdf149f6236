using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Tests.Rebates;

/// <summary>Credits end with their last day, and are named before they do.</summary>
public sealed class ExpiryTests(PostgresFixture postgres)
{
    [Fact]
    public async Task What_is_left_of_a_credit_after_its_last_day_is_booked_once()
    {
        await using var hub = await Pool.OpenAsync(postgres);
        var over = await hub.CreditAsync(100m, Pool.Today.AddDays(-1));
        await hub.CreditAsync(70m, Pool.Today);
        // By its date it is gone, whether that is booked or not.
        Assert.Equal("170 0 100 70", await hub.BalanceAsync());
        var run = await hub.SucceedAsync("expire-rebates");
        Assert.Equal("""{"expired": 1, "expiringSoon": 1}""", run.Counts);
        Assert.Equal("170 0 100 70", await hub.BalanceAsync());
        Assert.Equal(
            [$"-100|{over}|{run.Id}|test"],
            await hub.RowsAsync(
                """
                SELECT e.amount, p.credit_id, e.run_id, e.entered_by FROM delivery.pool_entry e
                  JOIN delivery.pool_part p ON p.entry_id = e.id WHERE e.kind = 'expiry'
                """));
        Assert.Equal("""{"expired": 0, "expiringSoon": 1}""", (await hub.SucceedAsync("expire-rebates")).Counts);
    }

    [Fact]
    public async Task What_will_expire_is_named_ahead_with_dealer_amount_and_day()
    {
        await using var hub = await Pool.OpenAsync(postgres);
        var day = Pool.Today.AddDays(7);
        await hub.CreditAsync(100m, day);
        await hub.DrawAsync("D001,25,R1");
        var run = await hub.SucceedAsync("expire-rebates");
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.EndsWith($": D001 75.00 CNY on {day:yyyy-MM-dd}", run.Note);
    }

    [Fact]
    public async Task A_drawing_taken_back_after_the_last_day_expires_with_the_next_run()
    {
        await using var hub = await Pool.OpenAsync(postgres);
        await hub.CreditAsync(100m, Pool.Today);
        var drawn = (await hub.DrawAsync("D001,100,R1"))[0].Number;
        await hub.ExecuteAsync(
            """
            ALTER TABLE delivery.pool_entry DISABLE TRIGGER append_only;
            UPDATE delivery.pool_entry SET expires_on = expires_on - 1 WHERE kind = 'credit';
            """);
        await hub.SucceedAsync("expire-rebates");
        Assert.Equal("100 100 0 0", await hub.BalanceAsync());
        await hub.Get<Worker.Rebates.PoolDesk>()
            .ReverseAsync(drawn, "invoice cancelled", "fiona", CancellationToken.None);
        await hub.SucceedAsync("expire-rebates");
        Assert.Equal("100 0 100 0", await hub.BalanceAsync());
    }
}
