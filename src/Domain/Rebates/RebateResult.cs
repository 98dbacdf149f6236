using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>
/// What a dealer earned under a policy in an earning period (返利计算结果), with everything needed to check it by hand.
/// </summary>
public sealed record RebateResult
{
    public required string PolicyCode { get; init; }

    public required int PolicyVersion { get; init; }

    public required string DealerCode { get; init; }

    public required EarningPeriod Period { get; init; }

    /// <summary>
    /// Last day that was looked at: the end of the month that is settled, or of the period before it.
    /// </summary>
    public required DateOnly AsOf { get; init; }

    public required string Currency { get; init; }

    /// <summary>
    /// As of that day, rounded; the shares of the trace add up to it exactly. It is never negative, but for a dealer of
    /// a group that gave back more than it bought.
    /// </summary>
    public required decimal Earned { get; init; }

    /// <summary>Whether it may be paid now; not before the last month of a period that is settled at its end.</summary>
    public required bool IsDue { get; init; }

    /// <summary>The estimate of the liability (计提) for what was bought so far.</summary>
    public required decimal Accrued { get; init; }

    /// <summary>Units of goods earned (货补数量), for free goods, paid in money or given.</summary>
    public decimal Units { get; init; }

    /// <summary>Those of them that are given in kind, by product.</summary>
    public IReadOnlyList<GoodsEarned> Goods { get; init; } = [];

    /// <summary>Sum of the contributions of the trace, in the measure of the policy.</summary>
    public required decimal BasisAmount { get; init; }

    /// <summary>Number of the highest tier reached, from 1; null when none was, or the rule has none.</summary>
    public required int? TierReached { get; init; }

    /// <summary>What each tier pays, before or after rounding as the policy's rounding point says; of the whole group
    /// where dealers are added up.</summary>
    public required IReadOnlyList<RebateSlice> Slices { get; init; }

    /// <summary>The calculation in words and numbers, one step a line.</summary>
    public required IReadOnlyList<Told> Steps { get; init; }

    /// <summary>The same in English.</summary>
    public IReadOnlyList<string> Arithmetic => [.. Steps.Select(step => step.English)];

    /// <summary>The lines that counted, by document and position.</summary>
    public required RebateTrace Trace { get; init; }

    /// <summary>How many lines did not count, by reason.</summary>
    public required IReadOnlyList<LeftOutLines> LeftOut { get; init; }

    /// <summary>What confirmed diversion cases took; <see cref="Earned"/> is what is left.</summary>
    public IReadOnlyList<PenaltyTaken> Penalties { get; init; } = [];

    /// <summary>How far the next tier is; null where there is none.</summary>
    public TierWatch? Next { get; init; }
}

/// <summary>Why a line did not count (不计原因).</summary>
public enum LeftOutReason
{
    OutsidePeriod,
    OutsideValidity,
    OtherProduct,
    ExcludedProduct,
    ReturnNotDeducted,

    /// <summary>The rule pays on other lines: another product, outside the launch.</summary>
    OutsideRule,

    /// <summary>It counted under an exclusive policy before.</summary>
    TakenByExclusive,

    /// <summary>A ruling moved it, and the policy counts no moved volume.</summary>
    MovedVolume,
}

/// <summary>Number of lines left out for one reason.</summary>
public readonly record struct LeftOutLines(LeftOutReason Reason, int Count);

/// <summary>What a confirmed case took of a rebate (窜货扣减).</summary>
/// <param name="Amount">Positive.</param>
public sealed record PenaltyTaken(string Case, decimal Amount);
