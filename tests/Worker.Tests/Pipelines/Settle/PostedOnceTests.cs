using System.Globalization;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Tests.Pipelines.Release;

namespace DealerIntegration.Worker.Tests.Pipelines.Settle;

/// <summary>
/// What was posted for an earning period is what the settlement posted last found earned, whoever settles which month
/// again and whatever the partner refuses: nothing is paid twice.
/// </summary>
public sealed class PostedOnceTests(PostgresFixture postgres)
{
    private const string Standing =
        """
        SELECT coalesce(sum(g.amount) FILTER (WHERE o.status IS DISTINCT FROM 'refused'), 0)
          FROM delivery.posting g LEFT JOIN delivery.outbox o ON o.key = g.outbox_key
        """;

    [Fact]
    public async Task An_earlier_month_whose_note_was_refused_is_not_paid_again_once_a_later_one_paid_the_whole()
    {
        await using var hub = await QuarterPolicy.OpenHubAsync(postgres);
        await hub.SettleAndReleaseAsync("2026-10");
        await hub.SucceedAsync("settle", period: "2026-10");
        await hub.InvoiceAsync("R2", new DateOnly(2026, 11, 3), 8_000m);
        await hub.SettleAndReleaseAsync("2026-11");
        await hub.ExecuteAsync("UPDATE delivery.outbox SET status = 'refused' WHERE key LIKE '%-1'");
        await hub.SettleAndReleaseAsync("2026-11");
        Assert.Equal(400m, await hub.ScalarAsync<decimal>(Standing));

        var october = await hub.SettleAndReleaseAsync("2026-10");
        Assert.Equal(400m, await hub.ScalarAsync<decimal>(Standing));
        Assert.Equal(["240|400|0|2026-11"], await hub.RowsAsync(
            $"SELECT earned, posted_before, payable, counts_in FROM result.rebate WHERE run_id = {october.Id}"));
    }

    [Fact]
    public async Task An_earlier_month_that_waits_is_out_of_date_once_a_later_one_was_released()
    {
        await using var hub = await QuarterPolicy.OpenHubAsync(postgres);
        await hub.InvoiceAsync("R2", new DateOnly(2026, 11, 3), 8_000m);
        var november = await hub.SucceedAsync("settle", period: "2026-11");
        var october = await hub.SucceedAsync("settle", period: "2026-10");
        await hub.ReleaseAsync(november.Id);
        Assert.Equal(["superseded"], await hub.StatesAsync(october.Id));
        Assert.Contains("release that one", (await hub.ReleaseAsync(october.Id)).Error);
        Assert.Equal(400m, await hub.ScalarAsync<decimal>(Standing));
    }

    /// <summary>
    /// Settles, releases, refuses and adds documents in an order that chance makes, and looks after every release.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whatever_the_order_a_release_leaves_posted_what_it_found_earned(int seed)
    {
        await using var hub = await QuarterPolicy.OpenHubAsync(postgres);
        var random = new Random(seed);
        var open = new List<long>();
        var released = 0;
        for (var step = 0; step < 60; step++)
        {
            switch (random.Next(9))
            {
                case 0 or 1:
                    await AddDocumentAsync(hub, random, step);
                    break;
                case 2 or 3 or 4 or 5:
                    open.Add((await hub.SucceedAsync("settle", period: $"2026-1{random.Next(3)}")).Id);
                    break;
                case 6 or 7 when open.Count > 0:
                    // Mostly the last, and now and then one that is long superseded.
                    var settled = open[random.Next(3) > 0 ? open.Count - 1 : random.Next(open.Count)];
                    released += await ReleaseAsync(hub, settled) ? 1 : 0;
                    break;
                default:
                    await hub.ExecuteAsync(
                        """
                        UPDATE delivery.outbox SET status = CASE WHEN id % 2 = 0 THEN 'refused' ELSE 'done' END
                         WHERE status = 'pending'
                        """);
                    break;
            }
        }

        Assert.True(released > 0, $"Seed {seed} releases nothing.");
        await hub.SettleAndReleaseAsync("2026-12");
        var last = await hub.SettleAndReleaseAsync("2026-12");
        Assert.Equal(
            await hub.ScalarAsync<decimal>($"SELECT sum(earned) FROM result.rebate WHERE run_id = {last.Id}"),
            await hub.ScalarAsync<decimal>(Standing));
        Assert.Equal(0, await hub.CountAsync($"result.rebate WHERE run_id = {last.Id} AND payable <> 0"));
    }

    private static Task AddDocumentAsync(TestHub hub, Random random, int step)
    {
        // Dated anywhere in the quarter, whatever was settled of it; some are returns.
        var amount = random.Next(4) == 0 ? -random.Next(1, 9_000) : random.Next(1, 30_000);
        return hub.SeedAsync(Datasets.Invoices, Documents.Invoice(
            $"R{step + 10}", random.Next(2) == 0 ? "D001" : "D002", new DateOnly(2026, 10, 1).AddDays(random.Next(92)),
            amount, amount < 0 ? "return" : "invoice"));
    }

    /// <summary>False: it could not be released, and posted nothing.</summary>
    private static async Task<bool> ReleaseAsync(TestHub hub, long settled)
    {
        var before = await hub.CountAsync("delivery.posting");
        var run = await hub.ReleaseAsync(settled);
        var posted = await hub.RowsAsync($"SELECT dealer_code FROM delivery.posting WHERE run_id = {run.Id}");
        Assert.Equal(before + posted.Count, await hub.CountAsync("delivery.posting"));
        foreach (var dealer in posted)
        {
            Assert.Equal(
                await hub.ScalarAsync<decimal>(
                    $"SELECT earned FROM result.rebate WHERE run_id = {settled} AND dealer_code = '{dealer}'"),
                await hub.ScalarAsync<decimal>(
                    string.Create(CultureInfo.InvariantCulture, $"{Standing} WHERE g.dealer_code = '{dealer}'")));
        }

        return posted.Count > 0;
    }
}
