using DealerIntegration.Domain.Rebates;

namespace DealerIntegration.Worker.Pipelines.Settle;

/// <summary>
/// What was earned and what is to be posted of it; <paramref name="Postings"/> is how often it was posted before.
/// </summary>
internal sealed record SettledRebate(RebateResult Result, SettlementLine Line, int Postings);

/// <summary>
/// What was posted so far for a period, by policy and dealer. Postings that the ERP refused do not count.
/// </summary>
internal sealed class PostedAmounts(IReadOnlyDictionary<(string Policy, string Dealer),
    (decimal Amount, int Count)> amounts)
{
    public (decimal Amount, int Count) Of(string policy, string dealer) => amounts.GetValueOrDefault((policy, dealer));
}
