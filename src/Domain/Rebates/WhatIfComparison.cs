namespace DealerIntegration.Domain.Rebates;

/// <summary>What other policies would have cost (返利试算对比).</summary>
/// <param name="Costs">By currency.</param>
/// <param name="Dealers">Every dealer that either side pays, greatest gain first, then by code.</param>
/// <param name="TierMoves">Who reaches another tier of the same policy, by policy, dealer and period.</param>
/// <param name="AtTheEdge">Who stands just below a tier under the proposal, nearest first.</param>
public sealed record WhatIfComparison(
    IReadOnlyList<WhatIfCost> Costs,
    IReadOnlyList<WhatIfDealer> Dealers,
    IReadOnlyList<WhatIfTierMove> TierMoves,
    IReadOnlyList<WhatIfEdge> AtTheEdge)
{
    public int Winners => Dealers.Count(dealer => dealer.Difference > 0m);

    public int Losers => Dealers.Count(dealer => dealer.Difference < 0m);

    /// <param name="today">What the policies in force give, month by month; of an earning period that runs through
    /// several months, the latest statement counts.</param>
    /// <param name="near">How much of a tier's start may be missing, in percent: so much could be bought ahead.</param>
    public static WhatIfComparison Of(
        IEnumerable<RebateResult> today, IEnumerable<RebateResult> proposed, decimal near)
    {
        var (before, after) = (Latest(today), Latest(proposed));
        var dealers = before.Select(r => (Result: r, New: false)).Concat(after.Select(r => (Result: r, New: true)))
            .GroupBy(r => (r.Result.DealerCode, r.Result.Currency))
            .Select(g => new WhatIfDealer(
                g.Key.DealerCode,
                g.Key.Currency,
                g.Where(r => !r.New).Sum(r => r.Result.Earned),
                g.Where(r => r.New).Sum(r => r.Result.Earned)))
            .OrderByDescending(dealer => dealer.Difference).ThenBy(dealer => dealer.DealerCode, StringComparer.Ordinal)
            .ToList();
        var costs = dealers.GroupBy(dealer => dealer.Currency)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new WhatIfCost(g.Key, g.Sum(dealer => dealer.Today), g.Sum(dealer => dealer.Proposed)));
        return new WhatIfComparison([.. costs], dealers, [.. Moves(before, after)], [.. Edges(after, near)]);
    }

    private static List<RebateResult> Latest(IEnumerable<RebateResult> results) =>
    [
        .. results
            .GroupBy(r => (r.PolicyCode, r.DealerCode, r.Currency, r.Period))
            .Select(g => g.MaxBy(r => r.AsOf)!)
            .OrderBy(r => r.PolicyCode, StringComparer.Ordinal)
            .ThenBy(r => r.DealerCode, StringComparer.Ordinal)
            .ThenBy(r => r.Period),
    ];

    private static IEnumerable<WhatIfTierMove> Moves(List<RebateResult> before, List<RebateResult> after)
    {
        var known = before.ToDictionary(r => (r.PolicyCode, r.DealerCode, r.Currency, r.Period));
        foreach (var now in after)
        {
            if (known.TryGetValue((now.PolicyCode, now.DealerCode, now.Currency, now.Period), out var then)
                && then.TierReached != now.TierReached)
            {
                yield return new WhatIfTierMove(
                    now.PolicyCode, now.DealerCode, now.Period, then.TierReached, now.TierReached);
            }
        }
    }

    private static IEnumerable<WhatIfEdge> Edges(List<RebateResult> after, decimal near) => after
        .Where(r => r.Next is { } next && next.Distance <= next.At * near / 100m)
        .OrderBy(r => r.Next!.Distance / r.Next.At)
        .Select(r => new WhatIfEdge(r.PolicyCode, r.DealerCode, r.Period, r.Next!));
}

/// <summary>Cost of both sides (返利费用).</summary>
public sealed record WhatIfCost(string Currency, decimal Today, decimal Proposed)
{
    public decimal Difference => Proposed - Today;
}

/// <summary>What a dealer would gain or lose (得失).</summary>
public sealed record WhatIfDealer(string DealerCode, string Currency, decimal Today, decimal Proposed)
{
    public decimal Difference => Proposed - Today;
}

/// <summary>A dealer that reaches another tier under the proposal (阶梯变动); null: none.</summary>
public sealed record WhatIfTierMove(
    string PolicyCode, string DealerCode, EarningPeriod Period, int? Today, int? Proposed);

/// <summary>A dealer just below a tier (临界经销商).</summary>
public sealed record WhatIfEdge(string PolicyCode, string DealerCode, EarningPeriod Period, TierWatch Next);
