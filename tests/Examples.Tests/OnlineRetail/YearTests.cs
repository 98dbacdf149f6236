namespace DealerIntegration.Examples.Tests.OnlineRetail;

/// <summary>A year of real invoices under five policies, settled half-way and at its end.</summary>
[Collection<RetailCollection>]
public sealed class YearTests(RetailWalk walk)
{
    [Fact]
    public void What_was_paid_half_way_is_taken_off_at_the_end_and_settling_again_pays_nothing()
    {
        var (half, year, again) = (
            walk.Require().YearSettlements[0], walk.YearSettlements[1], walk.YearSettlements[2]);
        Assert.True(half.Count("earned") > 0m);
        Assert.Equal(half.Count("earned"), half.Count("payable"));
        Assert.Equal(half.Count("earned"), year.Count("postedBefore"));
        Assert.Equal(year.Count("earned") - half.Count("earned"), year.Count("payable"));
        Assert.Equal(year.Count("earned"), again.Count("postedBefore"));
        Assert.Equal((year.Count("earned"), 0m), (again.Count("earned"), again.Count("payable")));
    }

    [Fact]
    public async Task Every_penny_of_every_policy_leads_back_to_invoice_lines()
    {
        var policies = await walk.Require().QueryAsync(
            $"""
            SELECT r.policy, count(*) FILTER (WHERE r.earned <> 0), sum(r.earned),
                   count(*) FILTER (WHERE r.earned <> l.shares)
              FROM result.rebate r
              JOIN (SELECT rebate_id, sum(share) AS shares FROM result.rebate_line GROUP BY 1) l ON l.rebate_id = r.id
             WHERE r.run_id = {walk.YearSettlements[1].Id} GROUP BY r.policy ORDER BY r.policy
            """,
            row => (
                Policy: row.GetString(0), Paid: row.GetInt64(1), Earned: row.GetDecimal(2), Wrong: row.GetInt64(3)));

        Assert.Equal(
            ["BAGS-2011", "CAKE-2011", "PIECES-2011", "TARGET-2011", "YEAR-2011"], policies.Select(p => p.Policy));
        Assert.All(policies, policy => Assert.True(policy is { Paid: > 0, Earned: > 0m, Wrong: 0 }, $"{policy}"));
    }

    [Fact]
    public async Task The_whole_year_was_posted_and_nothing_twice()
    {
        var posted = await walk.Require().QueryAsync(
            "SELECT coalesce(sum(amount), 0) FROM delivery.posting WHERE period = '2011'", row => row.GetDecimal(0));
        Assert.Equal(walk.YearSettlements[1].Count("earned"), posted.Single());
    }
}
