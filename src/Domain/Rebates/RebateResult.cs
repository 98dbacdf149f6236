using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>
/// What a dealer earned under a policy in a period (返利计算结果), with everything needed to check it by hand.
/// </summary>
/// <param name="Earned">Rounded; never negative. The shares of the trace add up to it exactly.</param>
/// <param name="BasisAmount">Sum of the contributions of the trace, in the measure of the policy.</param>
/// <param name="TierReached">Number of the highest tier reached, from 1; null when none was.</param>
/// <param name="Slices">What each tier pays, before or after rounding as the policy's rounding point says.</param>
/// <param name="Arithmetic">The calculation in words and numbers, one step a line.</param>
/// <param name="Trace">The lines that counted, by document and position.</param>
/// <param name="LeftOut">How many lines did not count, by reason.</param>
public sealed record RebateResult(
    string PolicyCode,
    int PolicyVersion,
    string DealerCode,
    Period Period,
    string Currency,
    decimal Earned,
    decimal BasisAmount,
    int? TierReached,
    IReadOnlyList<RebateSlice> Slices,
    IReadOnlyList<string> Arithmetic,
    IReadOnlyList<RebateTraceLine> Trace,
    IReadOnlyList<LeftOutLines> LeftOut);

/// <summary>What one document line gave to the basis and takes from the payout (返利追溯行).</summary>
/// <param name="Contribution">Its part of the basis; negative for a return.</param>
/// <param name="Share">Its part of the amount earned, in the currency of the policy; negative for a return.</param>
public readonly record struct RebateTraceLine(
    string DocumentNumber, string Position, DateOnly Date, string ProductCode, decimal Contribution, decimal Share);

/// <summary>Why a line did not count (不计原因).</summary>
public enum LeftOutReason
{
    OutsidePeriod,
    OutsideValidity,
    OtherProduct,
    ExcludedProduct,
    ReturnNotDeducted,
}

/// <summary>Number of lines left out for one reason.</summary>
public readonly record struct LeftOutLines(LeftOutReason Reason, int Count);
