using DealerIntegration.Domain.Rebates;

namespace DealerIntegration.Worker.Pipelines.Settle;

/// <summary>What a policy would have cost, for whom (返利试算结果); gathered chunk by chunk.</summary>
internal sealed class SettleTrialReport(
    string policy, int version, decimal near, IReadOnlyList<TrialMonth> months)
{
    private readonly List<WhatIfComparison> _parts = [];
    private readonly List<TrialEdge> _above = [];

    public string Policy => policy;

    public int Version => version;

    /// <summary>How far from a tier still is near it, in percent of where it starts.</summary>
    public decimal Near => near;

    /// <summary>As of each month; of an earning period of several months each states what it holds so far.</summary>
    public IReadOnlyList<TrialMonth> Months => months;

    /// <summary>Over all months, an earning period counted once.</summary>
    public IReadOnlyList<WhatIfCost> Costs =>
    [
        .. _parts.SelectMany(p => p.Costs).GroupBy(c => c.Currency).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new WhatIfCost(g.Key, g.Sum(c => c.Today), g.Sum(c => c.Proposed))),
    ];

    /// <summary>Greatest gain first.</summary>
    public IReadOnlyList<WhatIfDealer> Dealers =>
    [
        .. _parts.SelectMany(p => p.Dealers).OrderByDescending(d => d.Difference)
            .ThenBy(d => d.DealerCode, StringComparer.Ordinal),
    ];

    public IReadOnlyList<WhatIfTierMove> TierMoves => [.. _parts.SelectMany(p => p.TierMoves)];

    /// <summary>Just below a tier of the tried policy, nearest first.</summary>
    public IReadOnlyList<WhatIfEdge> AtTheEdge =>
    [
        .. _parts.SelectMany(p => p.AtTheEdge).Where(e => e.PolicyCode == policy)
            .OrderBy(e => e.Next.Distance / e.Next.At).ThenBy(e => e.DealerCode, StringComparer.Ordinal),
    ];

    /// <summary>Just above a tier of the tried policy: a return of that size takes it away. Nearest first.</summary>
    public IReadOnlyList<TrialEdge> JustAbove =>
        [.. _above.OrderBy(e => e.Above / e.At).ThenBy(e => e.DealerCode, StringComparer.Ordinal)];

    /// <param name="proposed">The results of some dealers in all months, the latest month first.</param>
    internal void Add(WhatIfComparison part, IEnumerable<RebateResult> proposed)
    {
        _parts.Add(part);
        _above.AddRange(proposed.Where(r => r.PolicyCode == policy).DistinctBy(r => (r.DealerCode, r.Period))
            .Select(r => TrialEdge.Of(r, near)).OfType<TrialEdge>());
    }
}

/// <summary>A dealer just above the start of the tier it reached (临界经销商).</summary>
/// <param name="At">Where the tier starts, in the measure of the policy.</param>
/// <param name="Above">How much more the dealer has.</param>
internal sealed record TrialEdge(string DealerCode, string Period, int Tier, decimal At, decimal Above)
{
    /// <summary>Null where the dealer has reached no tier, is safely above it, or only its group has.</summary>
    public static TrialEdge? Of(RebateResult result, decimal near)
    {
        var reached = result.Slices.LastOrDefault(s => s.Name is null && s.Tier == result.TierReached);
        if (reached is not { From: > 0m } slice)
        {
            return null;
        }

        var above = result.BasisAmount - slice.From;
        return above >= 0m && above <= slice.From * near / 100m
            ? new TrialEdge(result.DealerCode, result.Period.Name, slice.Tier, slice.From, above)
            : null;
    }
}
