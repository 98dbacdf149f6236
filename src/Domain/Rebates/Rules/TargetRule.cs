using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>
/// Rebate on attaining a target (目标达成返利). Zones are percentages of the target; the highest one reached pays. Below
/// the first zone nothing is earned.
/// </summary>
/// <param name="Target">For the whole earning period, in the measure of the policy.</param>
/// <param name="TargetByDealer">The same for single dealers; it goes before <paramref name="Target"/>.</param>
public sealed record TargetRule(
    RewardKind Reward,
    TierThreshold Threshold,
    IReadOnlyList<TargetZone> Zones,
    decimal? Target = null,
    IReadOnlyDictionary<string, decimal>? TargetByDealer = null) : RebateRule
{
    public const string TypeName = "target";

    internal override IEnumerable<(string Path, string Code)> DealersNamed =>
        FigureCheck.Named("rule.targetByDealer", TargetByDealer);

    internal override IEnumerable<PolicyProblem> Problems(RebatePolicy policy) => TargetRuleCheck.Problems(this);

    internal override RuleOutcome Compute(RuleInput input)
    {
        var (basis, target) = (input.Basis, TargetOf(input));
        var sharedBy = Rewards.SharedBy(Reward, basis);
        if (target <= 0m)
        {
            return RuleOutcome.Nothing(sharedBy, new("No target is agreed", "没有约定目标"));
        }

        var reached = 0;
        for (var i = 0; i < Zones.Count; i++)
        {
            reached = IsReached(Zones[i], basis.Measure, target) ? i + 1 : reached;
        }

        var (has, of) = (Figures.Amount(basis.Measure), Figures.Amount(target));
        var words = new Told($"{has} of a target of {of}; ", $"目标 {of}，完成 {has}，");
        return reached == 0
            ? RuleOutcome.Nothing(sharedBy, words + new Told("no zone is reached", "未达到任何区间"))
            : new RuleOutcome(
                [.. Slices(basis, target, reached)], reached, sharedBy,
                words + new Told($"zone {reached} is reached", $"达到第 {reached} 区间"));
    }

    internal override NextStep? Next(RuleInput input)
    {
        var target = TargetOf(input);
        for (var i = 0; i < Zones.Count && target > 0m; i++)
        {
            if (!IsReached(Zones[i], input.Basis.Measure, target))
            {
                return new NextStep(i + 1, target * Zones[i].From / 100m, "Zone");
            }
        }

        return null;
    }

    private decimal TargetOf(RuleInput input) => input.Dealers.Sum(dealer =>
        TargetByDealer is not null && TargetByDealer.TryGetValue(dealer.Code, out var own) ? own : Target ?? 0m);

    private bool IsReached(TargetZone zone, decimal measure, decimal target) => Threshold == TierThreshold.Inclusive
        ? measure * 100m >= zone.From * target
        : measure * 100m > zone.From * target;

    private IEnumerable<RebateSlice> Slices(BasisTotals basis, decimal target, int number)
    {
        var zone = Zones[number - 1];
        var from = Figures.Plain(zone.From);
        var name = new Told($"Zone {number} (from {from} % of the target)", $"第 {number} 区间（目标的 {from} % 起）");
        if (zone.ExcessRate is not { } excess || basis.Measure <= target)
        {
            yield return Slice(name, basis.Measure, zone.Rate);
            yield break;
        }

        yield return Slice(name + new Told(", on the target", "，目标内部分"), target, zone.Rate);
        yield return Slice(name + new Told(", on the excess", "，超额部分"), basis.Measure - target, excess);

        RebateSlice Slice(Told title, decimal portion, decimal rate)
        {
            var rewardBase = Rewards.BaseOf(Reward, basis, portion);
            var upTo = number < Zones.Count ? Zones[number].From : (decimal?)null;
            return new RebateSlice(
                number, zone.From, upTo, portion, rewardBase, Reward, rate, RebateSlice.Pay(Reward, rewardBase, rate))
            {
                Name = title.English,
                NameChinese = title.Chinese,
            };
        }
    }
}

/// <summary>A zone of attainment (达成区间).</summary>
/// <param name="From">Percent of the target where it starts.</param>
/// <param name="Rate">On everything; with an excess rate, on the target.</param>
/// <param name="ExcessRate">On what lies above the target.</param>
public sealed record TargetZone(decimal From, decimal Rate, decimal? ExcessRate = null);
