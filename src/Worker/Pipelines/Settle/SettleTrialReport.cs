using DealerIntegration.Domain.Rebates;

namespace DealerIntegration.Worker.Pipelines.Settle;

/// <summary>What a policy would have cost, for whom (返利试算结果); gathered chunk by chunk.</summary>
internal sealed class SettleTrialReport(string policy, int version, IReadOnlyList<TrialMonth> months)
{
    private readonly List<WhatIfComparison> _parts = [];

    public string Policy => policy;

    public int Version => version;

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

    internal void Add(WhatIfComparison part) => _parts.Add(part);
}
