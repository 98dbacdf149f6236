namespace DealerIntegration.Domain.Rebates.Calculation;

/// <summary>The dealers whose basis a policy adds up (汇总单元): one, or those of a group.</summary>
/// <param name="Name">Name of the group; null for a dealer on its own.</param>
internal sealed record SettlementUnit(string? Name, IReadOnlyList<DealerBook> Dealers)
{
    /// <summary>By code of the first dealer in each.</summary>
    public static IEnumerable<SettlementUnit> Of(RebatePolicy policy, IReadOnlyList<DealerBook> dealers)
    {
        var named = dealers.Where(dealer => policy.AppliesTo(dealer.Facts));
        if (policy.Who.SumBy == SumBy.Dealer)
        {
            return named.Select(dealer => new SettlementUnit(null, [dealer]));
        }

        var parents = dealers.DistinctBy(dealer => dealer.Facts.Code)
            .ToDictionary(dealer => dealer.Facts.Code, dealer => dealer.Facts.Parent, StringComparer.Ordinal);
        return named
            .GroupBy(dealer => dealer.Facts.Group is { } group ? (true, group) : (false, Top(dealer.Facts, parents)))
            .Select(unit => new SettlementUnit(unit.Key.Item2, [.. unit]));
    }

    // The highest known ancestor. Master data that runs in a circle ends where it began.
    private static string Top(DealerFacts dealer, Dictionary<string, string?> parents)
    {
        var (top, seen) = (dealer.Code, new HashSet<string>(StringComparer.Ordinal));
        while (seen.Add(top) && parents.GetValueOrDefault(top) is { } parent)
        {
            top = parent;
        }

        return top;
    }
}
