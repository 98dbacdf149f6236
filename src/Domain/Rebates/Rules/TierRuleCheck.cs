namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>Finds every problem of a tier table: gaps, overlaps, tiers that do not rise, impossible rates.</summary>
internal static class TierRuleCheck
{
    private const decimal MostPercent = 100m;

    public static IEnumerable<PolicyProblem> Problems(TierRule rule)
    {
        if (rule.Tiers.Count == 0)
        {
            return [new PolicyProblem("rule.tiers", "There is no tier.", "Write at least one, with a rate.")];
        }

        var missing = Enumerable.Range(0, rule.Tiers.Count).Where(i => rule.Tiers[i] is null).ToList();
        if (missing.Count > 0)
        {
            return missing.Select(i => new PolicyProblem($"rule.tiers[{i}]", "It is null.", "Write a tier or none."));
        }

        return
        [
            .. Enumerable.Range(0, rule.Tiers.Count).SelectMany(i => EndProblems(rule.Tiers, i)),
            .. Enumerable.Range(0, rule.Tiers.Count).Select(i => RateProblem(rule, i)).OfType<PolicyProblem>(),
            .. StackProblems(rule),
        ];
    }

    private static IEnumerable<PolicyProblem> EndProblems(IReadOnlyList<RebateTier> tiers, int index)
    {
        var path = $"rule.tiers[{index}]";
        if (TierTable.StartOf(tiers, index) is not { } start)
        {
            yield return new PolicyProblem(
                $"{path}.from", "Nothing says where the tier starts.", "Write from, or upTo in the tier before.");
            yield break;
        }

        if (start < 0m)
        {
            yield return new PolicyProblem($"{path}.from", $"{start} is below 0.", "Write 0 or more.");
        }

        if (tiers[index].UpTo is { } end && end <= start)
        {
            yield return new PolicyProblem(
                $"{path}.upTo", $"{end} is not above the start of the tier, {start}.", "Let every tier rise.");
        }

        if (index == 0 || tiers[index].From is not { } from || TierTable.StartOf(tiers, index - 1) is not { } previous)
        {
            yield break;
        }

        if (from <= previous)
        {
            yield return new PolicyProblem(
                $"{path}.from", $"{from} is not above the start of the tier before, {previous}.", "Let tiers rise.");
        }
        else if (tiers[index - 1].UpTo is { } before && before != from)
        {
            var (fault, lower, upper) = from > before ? ("a gap", before, from) : ("an overlap", from, before);
            yield return new PolicyProblem(
                $"{path}.from",
                $"There is {fault} between {lower} and {upper}.",
                $"Start the tier at {before}, where the one before ends.");
        }
    }

    private static PolicyProblem? RateProblem(TierRule rule, int index)
    {
        var rate = rule.Tiers[index].Rate;
        var path = $"rule.tiers[{index}].rate";
        return rate < 0m ? new PolicyProblem(path, $"{rate} is below 0.", "Write 0 or more.")
            : rule.Reward == RewardKind.Percent && rate > MostPercent
                ? new PolicyProblem(path, $"{rate} % is more than the whole.", "Write a percentage up to 100.")
                : null;
    }

    // Under this method the rates of all tiers add up on the same money.
    private static IEnumerable<PolicyProblem> StackProblems(TierRule rule)
    {
        var together = rule.Tiers.Sum(tier => tier.Rate);
        if (rule is { Method: TierMethod.Total, Reward: RewardKind.Percent } && together > MostPercent
            && rule.Tiers.All(tier => tier.Rate <= MostPercent))
        {
            yield return new PolicyProblem(
                "rule.tiers", $"All tiers together pay {together} %, more than the whole.", "Lower the rates.");
        }
    }
}
