using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Rebates;

/// <summary>
/// An agreement on rebates (返利政策), from <c>config/rebates/*.json</c>. It says who gets it, on what, measured how, and
/// by which rule; nothing about a payout is decided outside of it.
/// </summary>
/// <param name="Version">Stored with every result; raise it with every change.</param>
/// <param name="ValidTo">Last day that counts.</param>
/// <param name="Currency">ISO 4217; every line must be in it.</param>
public sealed record RebatePolicy(
    string Code,
    int Version,
    string Name,
    DateOnly ValidFrom,
    DateOnly ValidTo,
    string Currency,
    PolicyDealers Who,
    PolicyProducts What,
    PolicyBasis Basis,
    RebateRule Rule,
    PolicyRounding Rounding)
{
    /// <summary>Every problem of this policy; empty when it can be used.</summary>
    public IReadOnlyList<PolicyProblem> Validate() => [.. RebatePolicyCheck.Problems(this)];

    /// <summary>Codes the policy names and the master data does not know: it would silently pay 0.</summary>
    public IReadOnlyList<PolicyProblem> ValidateAgainst(KnownCodes known) =>
        [.. RebatePolicyCheck.UnknownCodes(this, known)];

    /// <summary>Whether the policy is for this dealer. Every list that is given must be met.</summary>
    /// <param name="tier">The dealer's tier (层级) as the dealer master has it.</param>
    public bool AppliesTo(string dealerCode, string? tier) =>
        Names(dealerCode) && (Who.Tiers is null || (tier is not null && Who.Tiers.Contains(tier)));

    /// <summary>The part of <see cref="AppliesTo"/> that needs no dealer master.</summary>
    internal bool Names(string dealerCode) =>
        (Who.Dealers is null || Who.Dealers.Contains(dealerCode))
        && (Who.ExcludeDealers is null || !Who.ExcludeDealers.Contains(dealerCode));
}

/// <summary>Who a policy is for (适用对象). A list that is absent means all; each list given narrows.</summary>
public sealed record PolicyDealers(
    IReadOnlyList<string>? Dealers = null,
    IReadOnlyList<string>? Tiers = null,
    IReadOnlyList<string>? ExcludeDealers = null);

/// <summary>What a policy pays on (适用商品). A list that is absent means all; each list given narrows.</summary>
public sealed record PolicyProducts(
    IReadOnlyList<string>? Products = null,
    IReadOnlyList<string>? Categories = null,
    IReadOnlyList<string>? Brands = null,
    IReadOnlyList<string>? ExcludeProducts = null);
