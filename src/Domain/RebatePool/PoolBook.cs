namespace DealerIntegration.Domain.RebatePool;

/// <summary>
/// What is left in the pool on a day (返利池余额), and taking from it: the credits that expire first go first, those
/// without an end last, and of equal ones the older.
/// </summary>
public sealed class PoolBook
{
    private readonly Dictionary<Purse, List<(PoolCredit Credit, decimal Left)>> _purses = [];

    /// <param name="credits">In any order; those that have expired on the day are passed over.</param>
    /// <param name="day">The principal's business date.</param>
    public PoolBook(IEnumerable<PoolCredit> credits, DateOnly day)
    {
        foreach (var credit in credits
            .Where(c => c.ExpiresOn is null || c.ExpiresOn >= day)
            .OrderBy(c => c.ExpiresOn ?? DateOnly.MaxValue).ThenBy(c => c.Number))
        {
            if (!_purses.TryGetValue(credit.Purse, out var purse))
            {
                _purses.Add(credit.Purse, purse = []);
            }

            purse.Add((credit, credit.Remaining));
        }
    }

    public decimal Left(Purse purse) => _purses.TryGetValue(purse, out var credits) ? credits.Sum(c => c.Left) : 0m;

    /// <summary>Takes as much of the amount as there is; the parts are below zero.</summary>
    public IReadOnlyList<PoolPart> Take(Purse purse, decimal amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        var parts = new List<PoolPart>();
        if (!_purses.TryGetValue(purse, out var credits))
        {
            return parts;
        }

        for (var i = 0; i < credits.Count && amount > 0m; i++)
        {
            var (credit, left) = credits[i];
            var taken = Math.Min(left, amount);
            if (taken > 0m)
            {
                credits[i] = (credit, left - taken);
                amount -= taken;
                parts.Add(new PoolPart(credit.Number, -taken));
            }
        }

        return parts;
    }
}
