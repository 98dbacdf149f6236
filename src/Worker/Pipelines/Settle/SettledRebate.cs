using DealerIntegration.Domain.Rebates;

namespace DealerIntegration.Worker.Pipelines.Settle;

/// <summary>What was earned and what is to be posted of it (结算结果).</summary>
/// <param name="SettledId">The result whose posting came last before.</param>
internal sealed record SettledRebate(RebateResult Result, SettlementLine Line, long? SettledId, RebatePolicy Policy);

/// <summary>What was posted of an earning period so far; postings that the ERP refused do not count.</summary>
/// <param name="Amount">For every month that was settled.</param>
/// <param name="UpToMonth">For the month that is settled and those before it.</param>
/// <param name="SettledId">The result that the last of them was posted for.</param>
internal sealed record PostedSum(
    string Policy, string Dealer, string Period, decimal Amount, decimal UpToMonth, long? SettledId);

/// <summary>All that was posted to the dealers in scope (已兑现).</summary>
internal sealed class PostedAmounts(IEnumerable<PostedSum> sums)
{
    private readonly Dictionary<(string, string, string), PostedSum> _sums =
        sums.ToDictionary(s => (s.Policy, s.Dealer, s.Period));

    /// <summary>
    /// A period that is over was settled by all its postings; one that still runs, as of a month, by those for months
    /// up to it: an earlier month settled again must not take back what later ones earned.
    /// </summary>
    public (decimal Amount, long? SettledBy) Of(RebateResult result) =>
        _sums.TryGetValue((result.PolicyCode, result.DealerCode, result.Period.Name), out var sum)
            ? (result.AsOf < result.Period.End ? sum.UpToMonth : sum.Amount, sum.SettledId)
            : (0m, null);
}
