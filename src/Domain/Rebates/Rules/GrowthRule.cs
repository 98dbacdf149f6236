using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>What growth is measured against (增长对比基期).</summary>
public enum GrowthBase
{
    /// <summary>The days of the period, as far as it has come, a year earlier (同比).</summary>
    SamePeriodLastYear,

    /// <summary>The days as far into the period before (环比).</summary>
    PreviousPeriod,

    /// <summary>The days from <c>baseFrom</c> to <c>baseTo</c>.</summary>
    FixedDays,

    /// <summary>The figures in <c>baseByDealer</c>, each for a whole period.</summary>
    Agreed,
}

/// <summary>What is earned where the base is 0 or less, so that there is no percentage of growth (基期为零).</summary>
public enum BaseOfZero
{
    Nothing,

    /// <summary>All of it is growth, paid at the rate of the first tier.</summary>
    FirstTier,

    /// <summary>All of it is growth, paid at the rate of the last tier.</summary>
    LastTier,
}

/// <summary>What the rate of the tier is paid on (奖励基数).</summary>
public enum GrowthPays
{
    /// <summary>What was bought more than in the base period.</summary>
    Growth,

    Everything,
}

/// <summary>
/// Rebate on growth against a base period (增长返利). Tiers are percentages of growth; the one reached pays on the growth
/// or on everything. A last tier with an end caps the growth that counts.
/// </summary>
public sealed record GrowthRule(
    GrowthBase Against,
    BaseOfZero BaseZero,
    GrowthPays Pays,
    RewardKind Reward,
    TierThreshold Threshold,
    IReadOnlyList<RebateTier> Tiers,
    DateOnly? BaseFrom = null,
    DateOnly? BaseTo = null,
    IReadOnlyDictionary<string, decimal>? BaseByDealer = null) : RebateRule
{
    public const string TypeName = "growth";

    internal override IEnumerable<(string Path, string Code)> DealersNamed =>
        FigureCheck.Named("rule.baseByDealer", BaseByDealer);

    internal override IEnumerable<PolicyProblem> Problems(RebatePolicy policy) =>
        [.. TierRuleCheck.Problems(Tiers, Reward), .. GrowthRuleCheck.Problems(this)];

    internal override DateOnly FirstDay(RebatePolicy policy, EarningPeriod period)
    {
        var first = GrowthDays.Of(this, policy, period, period.Start)?.First ?? period.Start;
        return first < period.Start ? first : period.Start;
    }

    internal override bool Reads(RebatePolicy policy, EarningPeriod period, Period month) =>
        Overlap(month, (period.Start, period.End)) || Overlap(month, GrowthDays.Of(this, policy, period, period.End));

    internal override RuleOutcome Compute(RuleInput input)
    {
        var (basis, grown) = (input.Basis, input.Basis.Measure);
        var (before, since) = BaseOf(input);
        var sharedBy = Rewards.SharedBy(Reward, basis);
        var brackets = TierTable.Of(Tiers);
        TierBracket? reached;
        Told words;
        if (before <= 0m)
        {
            reached = BaseZero switch
            {
                BaseOfZero.FirstTier => brackets[0],
                BaseOfZero.LastTier => brackets[^1],
                _ => null,
            };
            words = new(
                $"The base {since} is {Figures.Amount(before)}, not above 0, so there is no percentage of growth",
                $"基期（{since.Chinese}）为 {Figures.Amount(before)}，不大于 0，没有增长率");
        }
        else
        {
            grown -= before;
            reached = Reached(brackets, grown, before);
            grown = brackets[^1].UpTo is { } end ? decimal.Min(grown, before * end / 100m) : grown;
            var (has, had) = (Figures.Amount(basis.Measure), Figures.Amount(before));
            var (more, percent) = (Figures.Amount(basis.Measure - before), Percent(basis.Measure - before, before));
            words = new(
                $"{has} against {had} {since} is a growth of {more}, {percent} %",
                $"本期 {has}，基期（{since.Chinese}）{had}，增长 {more}，{percent} %");
        }

        if (reached is not { } tier)
        {
            var none = new Told("; no tier is reached", "，未达到任何档");
            return RuleOutcome.Nothing(sharedBy, before <= 0m ? words : words + none);
        }

        var portion = Pays == GrowthPays.Growth ? grown : before <= 0m ? basis.Measure : before + grown;
        return new RuleOutcome(
            [Pay(basis, tier, portion)], tier.Number, sharedBy,
            words + (Pays == GrowthPays.Growth
                ? new Told($"; tier {tier.Number} pays on the growth", $"，第 {tier.Number} 档按增长部分计算")
                : new Told($"; tier {tier.Number} pays on everything", $"，第 {tier.Number} 档按全部计算")));
    }

    internal override NextStep? Next(RuleInput input)
    {
        var before = BaseOf(input).Measure;
        foreach (var bracket in TierTable.Of(Tiers))
        {
            if (before > 0m && !IsReached(bracket, input.Basis.Measure - before, before))
            {
                return new NextStep(bracket.Number, before + (before * bracket.From / 100m));
            }
        }

        return null;
    }

    private static bool Overlap(Period month, (DateOnly First, DateOnly Last)? days) =>
        days is var (first, last) && month.Start <= last && month.End >= first;

    private (decimal Measure, Told Since) BaseOf(RuleInput input)
    {
        if (GrowthDays.Of(this, input.Policy, input.Period, input.AsOf) is not { } days)
        {
            var agreed = input.Dealers.Sum(dealer => BaseByDealer?.GetValueOrDefault(dealer.Code) ?? 0m);
            return (agreed, new("agreed", "约定"));
        }

        var (first, last) = days;
        return (
            input.Between(first, last).Measure,
            new($"from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}", $"{first:yyyy-MM-dd} 至 {last:yyyy-MM-dd}"));
    }

    private TierBracket? Reached(IReadOnlyList<TierBracket> brackets, decimal grown, decimal before)
    {
        TierBracket? reached = null;
        foreach (var bracket in brackets)
        {
            reached = grown > 0m && IsReached(bracket, grown, before) ? bracket : reached;
        }

        return reached;
    }

    // Multiplied instead of divided: a growth of exactly 10 % must not miss its tier by a digit.
    private bool IsReached(TierBracket bracket, decimal grown, decimal before) => Threshold == TierThreshold.Inclusive
        ? grown * 100m >= bracket.From * before
        : grown * 100m > bracket.From * before;

    private RebateSlice Pay(BasisTotals basis, TierBracket tier, decimal portion)
    {
        var rewardBase = Rewards.BaseOf(Reward, basis, portion);
        return new RebateSlice(
            tier.Number, tier.From, tier.UpTo, portion, rewardBase, Reward, tier.Rate,
            RebateSlice.Pay(Reward, rewardBase, tier.Rate))
        {
            Name = $"Tier {tier.Number} (growth from {Figures.Plain(tier.From)} %)",
            NameChinese = $"第 {tier.Number} 档（增长 {Figures.Plain(tier.From)} % 起）",
        };
    }

    private static string Percent(decimal grown, decimal before) =>
        Figures.Plain(new Rounding(RoundingMode.Down, 4).Apply(grown * 100m / before));
}
