using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>What confirmed cases took, in words.</summary>
internal static class PenaltyWords
{
    public static IEnumerable<Told> Of(RebatePolicy policy, decimal before, IReadOnlyList<PenaltyTaken> penalties)
    {
        if (penalties.Count == 0 || policy.Penalty is not { } penalty)
        {
            yield break;
        }

        var how = penalty.OnDiversion == PenaltyKind.Forfeit
            ? new Told("forfeits", "取消")
            : new Told($"takes {penalty.Percent:0.##} % of", $"扣减 {penalty.Percent:0.##} % 的");
        var what = penalty.Scope == PenaltyScope.Period
            ? new Told("what is earned", "本期返利")
            : new Told("what its products earn", "涉案商品的返利");
        foreach (var taken in penalties)
        {
            var amount = Figures.Amount(taken.Amount);
            yield return new(
                $"Confirmed diversion case {taken.Case} {how} {what}: −{amount}.",
                $"窜货案件 {taken.Case} 成立，{how.Chinese}{what.Chinese}：−{amount}。");
        }

        var left = before - penalties.Sum(taken => taken.Amount);
        var (whole, rest) = (Figures.Amount(before), Figures.Amount(left));
        yield return new(
            $"{whole} less penalties: {rest} {policy.Currency}.", $"{whole} 减处罚：{rest} {policy.Currency}。");
    }
}
