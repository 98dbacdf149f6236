using DealerIntegration.Domain.Rebates;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Settle;

/// <summary>What was earned and what is to be posted of it (结算结果).</summary>
/// <param name="SettledId">The result whose posting came last before, or that was due and came to nothing.</param>
internal sealed record SettledRebate(
    RebateResult Result, PostedBefore Before, SettlementLine Line, long? SettledId, RebatePolicy Policy);

/// <summary>What was posted of an earning period so far; postings that a partner refused do not count.</summary>
/// <param name="Goods">Units by product, see <see cref="GoodsText"/>.</param>
/// <param name="Month">The last month that posted.</param>
/// <param name="SettledId">The result that the last of them was posted for.</param>
internal sealed record PostedSum(
    string Policy, string Dealer, string Period, decimal Amount, string Goods, string Month, long? SettledId)
{
    public PostedBefore Before => new(Amount, GoodsText.Read(Goods), Domain.Values.Period.Parse(Month));
}

/// <summary>All that was posted to the dealers in scope (已兑现).</summary>
internal sealed class PostedAmounts(IEnumerable<PostedSum> sums)
{
    private readonly Dictionary<(string, string, string), PostedSum> _sums =
        sums.ToDictionary(s => (s.Policy, s.Dealer, s.Period));

    public (PostedBefore Before, long? SettledBy) Of(RebateResult result) =>
        _sums.TryGetValue((result.PolicyCode, result.DealerCode, result.Period.Name), out var sum)
            ? (sum.Before, sum.SettledId)
            : (PostedBefore.Nothing, null);
}
