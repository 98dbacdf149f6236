namespace DealerIntegration.Domain.Rebates;

/// <summary>What a confirmed diversion does to the rebate (窜货处罚方式).</summary>
public enum PenaltyKind
{
    /// <summary>All of it is lost (取消).</summary>
    Forfeit,

    /// <summary>Every case takes a percentage of it, together at most all (扣减).</summary>
    Reduce,
}

/// <summary>Which part of the rebate a case touches (处罚范围).</summary>
public enum PenaltyScope
{
    /// <summary>All the dealer earns under the policy in the period.</summary>
    Period,

    /// <summary>What it earns on the products of the case; all, where the case names none.</summary>
    Product,
}

/// <summary>
/// Penalty for diversion (窜货处罚): for cases confirmed against the dealer within the period. A case that an appeal
/// overturned is no longer an input, so the next computation gives the money back.
/// </summary>
/// <param name="Percent">For <c>reduce</c> only, above 0 and up to 100.</param>
public sealed record PolicyPenalty(
    PenaltyKind OnDiversion, decimal? Percent = null, PenaltyScope Scope = PenaltyScope.Period);
