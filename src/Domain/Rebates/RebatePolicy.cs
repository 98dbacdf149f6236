using DealerIntegration.Domain.Rebates.Checks;
using DealerIntegration.Domain.Rebates.Modifiers;
using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Rebates;

/// <summary>
/// An agreement on rebates (返利政策), from <c>config/rebates/*.json</c>. It says who gets it, on what, measured how, by
/// which rule, in which period and beside which others; nothing about a payout is decided outside of it.
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
    /// <summary>How long a dealer collects before the tiers start again; a month unless said.</summary>
    public PolicyPeriod Period { get; init; } = new();

    /// <summary>What changes the amount after the rule (调节项), in this order.</summary>
    public IReadOnlyList<RebateModifier> Modifiers { get; init; } = [];

    public PolicyStacking Stacking { get; init; } = new();

    /// <summary>What a confirmed diversion costs; absent: nothing.</summary>
    public PolicyPenalty? Penalty { get; init; }

    public PolicyAccrual Accrual { get; init; } = new();

    public PolicyPayout Payout { get; init; } = new();

    /// <summary>Whether it asks when invoices were paid.</summary>
    public bool ReadsPayments() =>
        Rule.Source(Basis) == LineSource.Paid || Modifiers.Any(modifier => modifier.ReadsPayments);

    /// <summary>Whether volume that rulings on diversion moved is in its basis.</summary>
    public bool CountsMovedVolume() => Basis.CountMovedVolume
        && Rule.Source(Basis) is LineSource.Ordered or LineSource.Shipped or LineSource.Invoiced or LineSource.Paid;

    /// <summary>Every problem of this policy; empty when it can be used.</summary>
    public IReadOnlyList<PolicyProblem> Validate() => [.. RebatePolicyCheck.Problems(this)];

    /// <summary>Codes the policy names and the master data does not know: it would silently pay 0.</summary>
    public IReadOnlyList<PolicyProblem> ValidateAgainst(KnownCodes known) => [.. UnknownCodes.Problems(this, known)];

    /// <summary>Whether the policy is for this dealer, in its currency. Every list that is given must be met.</summary>
    public bool AppliesTo(DealerFacts dealer) => dealer.Currency == Currency && Who.Names(dealer);
}
