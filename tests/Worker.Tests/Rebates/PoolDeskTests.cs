using DealerIntegration.Domain.RebatePool;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Rebates;
using DealerIntegration.Worker.Tests.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Tests.Rebates;

/// <summary>Drawing from the pool, taking back, and what is left.</summary>
public sealed class PoolDeskTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_file_whose_rows_do_not_fit_together_books_nothing()
    {
        await using var hub = await Pool.OpenAsync(postgres);
        await hub.CreditAsync(5_000m);
        var refusal = await Assert.ThrowsAsync<UsageException>(
            () => hub.DrawAsync("D001,3000,R1", "D001,2500,R2"));
        Assert.Equal(
            "draws.csv: nothing was booked.\n"
            + "  row 3: D001 draws 2500.00 CNY for R2, but 2000.00 is left: 5000.00 − 3000.00 (row 2).",
            refusal.Message);
        Assert.Equal("5000 0 0 5000", await hub.BalanceAsync());
        Assert.Equal(1, await hub.CountAsync("delivery.pool_entry"));
    }

    [Fact]
    public async Task A_file_that_fits_is_booked_by_whoever_brought_it_from_the_credits_that_expire_first()
    {
        await using var hub = await Pool.OpenAsync(postgres);
        var late = await hub.CreditAsync(1_000m);
        var soon = await hub.CreditAsync(1_000m, Pool.Today.AddDays(20));
        var drawn = await hub.DrawAsync("D001,1500,R1", "D001,300,R2");
        Assert.Equal("2000 1800 0 200", await hub.BalanceAsync());
        Assert.Equal(
            [
                $"{drawn[0].Number}|{late}|-500", $"{drawn[0].Number}|{soon}|-1000", $"{drawn[1].Number}|{late}|-300",
            ],
            await hub.RowsAsync(
                """
                SELECT p.entry_id, p.credit_id, p.amount FROM delivery.pool_part p
                  JOIN delivery.pool_entry e ON e.id = p.entry_id WHERE e.kind = 'draw' ORDER BY 1, 2
                """));
        Assert.Equal(
            ["fiona|R1|draws.csv row 2", "fiona|R2|draws.csv row 3"],
            await hub.RowsAsync(
                "SELECT entered_by, reference, reason FROM delivery.pool_entry WHERE kind = 'draw' ORDER BY id"));
        Assert.Equal(
            ["fiona|pool.draw|draws.csv|2 rows"],
            await hub.RowsAsync("SELECT actor, action, subject, detail FROM ops.audit"));
    }

    [Fact]
    public async Task The_same_document_is_drawn_for_once()
    {
        await using var hub = await Pool.OpenAsync(postgres);
        await hub.CreditAsync(1_000m);
        var drawn = await hub.DrawAsync("D001,100,R1");
        var again = await Assert.ThrowsAsync<UsageException>(() => hub.DrawAsync("D001,100,R1"));
        Assert.Contains($"row 2: D001 has drawn for R1 before, in entry {drawn[0].Number}", again.Message);
        var twice = await Assert.ThrowsAsync<UsageException>(() => hub.DrawAsync("D001,1,R2", "D001,2,R2"));
        Assert.Contains("row 3: D001 draws for R2 in row 2 already", twice.Message);
        await ReverseAsync(hub, drawn[0].Number);
        await hub.DrawAsync("D001,90,R1");
        Assert.Equal("1000 90 0 910", await hub.BalanceAsync());
    }

    [Theory]
    [InlineData("D009,1,R1", "there is no dealer 'D009'")]
    [InlineData("D001,1.005,R1", "1.005 is finer than CNY is divided")]
    [InlineData("D002,1,R1", "but 0.00 is left")]
    public async Task A_row_that_cannot_be_is_refused_with_its_reason(string row, string reason)
    {
        await using var hub = await Pool.OpenAsync(postgres);
        await hub.CreditAsync(1_000m);
        var refusal = await Assert.ThrowsAsync<UsageException>(() => hub.DrawAsync(row));
        Assert.Contains("row 2: ", refusal.Message);
        Assert.Contains(reason, refusal.Message);
    }

    [Fact]
    public async Task Two_files_at_the_same_moment_never_take_more_than_there_is()
    {
        await using var hub = await Pool.OpenAsync(postgres);
        await hub.CreditAsync(5_000m);
        await using var connection = await hub.Database.OpenAsync(CancellationToken.None);
        await using var gate = await connection.BeginTransactionAsync();
        // Both stand before the first write when the gate opens.
        await Blocking.LockAsync(gate, "delivery.pool_entry");
        var draws = new[] { "D001,3000,R1", "D001,2500,R2" }
            .Select(row => Task.Run(() => TryAsync(() => hub.DrawAsync(row)))).ToList();
        await Blocking.WaitAsync(hub, Blocking.SomebodyWaits);
        await gate.CommitAsync();
        Assert.Single(await Task.WhenAll(draws), won => won);
        Assert.Equal(1, await hub.CountAsync("delivery.pool_entry WHERE kind = 'draw'"));
    }

    [Fact]
    public async Task The_database_itself_refuses_to_go_below_zero_and_to_change_an_entry()
    {
        await using var hub = await Pool.OpenAsync(postgres);
        var credit = await hub.CreditAsync(100m);
        var overdraft = await Assert.ThrowsAsync<PostgresException>(() => hub.ExecuteAsync(
            $"""
            INSERT INTO delivery.pool_entry
                (id, dealer_code, currency, form, kind, amount, reference, reason, entered_by)
            VALUES (99, 'D001', 'CNY', 'pool', 'draw', -101, 'R1', 'by hand', 'x');
            INSERT INTO delivery.pool_part VALUES (99, {credit}, -101)
            """));
        Assert.Equal(PostgresErrorCodes.CheckViolation, overdraft.SqlState);
        var change = await Assert.ThrowsAsync<PostgresException>(
            () => hub.ExecuteAsync("UPDATE delivery.pool_entry SET amount = 200"));
        Assert.Contains("append-only", change.MessageText);
    }

    [Fact]
    public async Task An_entry_is_taken_back_once_with_a_reason_and_returns_to_its_credit()
    {
        await using var hub = await Pool.OpenAsync(postgres);
        var credit = await hub.CreditAsync(1_000m);
        var drawn = (await hub.DrawAsync("D001,400,R1"))[0].Number;
        await Assert.ThrowsAsync<UsageException>(() => ReverseAsync(hub, drawn, " "));
        var reversal = await ReverseAsync(hub, drawn);
        Assert.Equal("1000 0 0 1000", await hub.BalanceAsync());
        Assert.Equal(
            [$"{credit}|400"],
            await hub.RowsAsync($"SELECT credit_id, amount FROM delivery.pool_part WHERE entry_id = {reversal}"));
        var twice = await Assert.ThrowsAsync<UsageException>(() => ReverseAsync(hub, drawn));
        Assert.Contains($"was taken back by entry {reversal} already", twice.Message);
        Assert.Contains(
            "is a credit", (await Assert.ThrowsAsync<UsageException>(() => ReverseAsync(hub, credit))).Message);
        Assert.Contains(
            "There is no entry 999", (await Assert.ThrowsAsync<UsageException>(() => ReverseAsync(hub, 999))).Message);
    }

    [Fact]
    public async Task A_dealer_sees_what_expires_soon_and_every_entry()
    {
        await using var hub = await Pool.OpenAsync(postgres);
        await hub.CreditAsync(100m, Pool.Today.AddDays(31));
        var soon = await hub.CreditAsync(200m, Pool.Today.AddDays(30));
        await hub.CreditAsync(50m, purse: Pool.D001 with { Form = PayoutCodes.Goods });
        await hub.DrawAsync("D001,40,R1");
        var lines = PoolText.Of(await hub.Get<PoolDesk>().LookAsync("D001", CancellationToken.None)).ToList();
        Assert.Equal("  D001 CNY goods: credited 50.00 − used 0.00 − expired 0.00 = 50.00", lines[1]);
        Assert.Equal("  D001 CNY pool: credited 300.00 − used 40.00 − expired 0.00 = 260.00", lines[2]);
        Assert.Equal($"      160.00 of entry {soon} expires on {Pool.Today.AddDays(30):yyyy-MM-dd}", lines[3]);
        Assert.Equal(4 + 4, lines.Count);
        Assert.Contains("CNY pool for R1, by fiona: draws.csv row 2", lines[^1]);
    }

    private static Task<long> ReverseAsync(TestHub hub, long entry, string reason = "wrong invoice") =>
        hub.Get<PoolDesk>().ReverseAsync(entry, reason, "fiona", CancellationToken.None);

    private static async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (UsageException)
        {
            return false;
        }
    }
}
