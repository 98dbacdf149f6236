using DealerIntegration.Simulators.Retail;

namespace DealerIntegration.Examples.Tests.OnlineRetail;

[Collection<RetailCollection>]
public sealed class SettlementTests(RetailWalk walk)
{
    [Fact]
    public void The_first_settlement_is_posted_on_its_release_and_the_second_has_nothing_to_pay()
    {
        var first = walk.Require().FirstSettlement;
        Assert.True(first.Count("earned") > 0);
        Assert.Equal(first.Count("earned"), first.Count("payable"));
        Assert.Equal(first.Count("payable"), walk.Release.Count("posted"));
        Assert.Equal(0m, walk.SecondSettlement.Count("payable"));
        Assert.Equal(first.Count("earned"), walk.SecondSettlement.Count("earned"));
        Assert.Equal(first.Count("earned"), walk.SecondSettlement.Count("postedBefore"));
    }

    [Fact]
    public async Task The_volume_rebate_is_what_the_invoices_of_the_month_come_to()
    {
        var book = RetailBook.Read(walk.Require().Invoices!);
        var expected = book.Customers
            .Select(customer => (Customer: customer, Amount: Volume(book
                .Between(customer, RetailWalk.Month.Start, RetailWalk.Month.End)
                .Where(invoice => !invoice.IsCancellation)
                .Sum(invoice => invoice.Amount))))
            .Where(rebate => rebate.Amount != 0m);

        var settled = await walk.QueryAsync(
            $"""
            SELECT dealer_code, earned FROM result.rebate
             WHERE run_id = {walk.FirstSettlement.Id} AND policy = 'VOLUME-2011' AND earned <> 0
            """,
            row => (row.GetString(0), row.GetDecimal(1)));

        Assert.Equal(expected.Order(), settled.Order());
    }

    [Fact]
    public async Task Cancellations_lower_the_loyalty_bonus_and_every_penny_leads_back_to_lines()
    {
        var below = await walk.Require().QueryAsync(
            $"""
            SELECT count(*) FILTER (WHERE l.contribution < 0), count(*) FILTER (WHERE r.earned <> l.shares)
              FROM result.rebate r
              JOIN (SELECT rebate_id, sum(share) AS shares, min(contribution) AS contribution
                      FROM result.rebate_line GROUP BY 1) l
                ON l.rebate_id = r.id
             WHERE r.run_id = {walk.FirstSettlement.Id} AND r.policy = 'LOYALTY-2011'
            """,
            row => (Lowered: row.GetInt64(0), NotAddingUp: row.GetInt64(1)));

        Assert.True(below.Single().Lowered > 0);
        Assert.Equal(0, below.Single().NotAddingUp);
    }

    // The tiers of policies/2011-volume.json, computed by hand.
    private static decimal Volume(decimal amount) => decimal.Round(
        (Slice(amount, 500m, 2_000m) * 0.005m) + (Slice(amount, 2_000m, 10_000m) * 0.01m)
        + (Slice(amount, 10_000m, decimal.MaxValue) * 0.015m),
        2,
        MidpointRounding.AwayFromZero);

    private static decimal Slice(decimal amount, decimal from, decimal to) => Math.Max(Math.Min(amount, to) - from, 0m);
}
