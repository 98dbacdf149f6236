namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>Finds every problem of a tier table: gaps, overlaps, tiers that do not rise, impossible rates.</summary>
internal static class TierRuleCheck
{
    /// <param name="addsUp">Whether the rates of all tiers are paid on the same money.</param>
    public static IEnumerable<PolicyProblem> Problems(
        IReadOnlyList<RebateTier> tiers, RewardKind reward, bool addsUp = false)
    {
        if (tiers.Count == 0)
        {
            return [new PolicyProblem("rule.tiers", "There is no tier.", "Write at least one, with a rate.")];
        }

        var missing = Enumerable.Range(0, tiers.Count).Where(i => tiers[i] is null).ToList();
        if (missing.Count > 0)
        {
            return missing.Select(i => new PolicyProblem($"rule.tiers[{i}]", "It is null.", "Write a tier or none."));
        }

        return
        [
            .. Enumerable.Range(0, tiers.Count).SelectMany(i => EndProblems(tiers, i)),
            .. Enumerable.Range(0, tiers.Count)
                .SelectMany(i => RateCheck.Problems($"rule.tiers[{i}].rate", tiers[i].Rate, reward)),
            .. addsUp && reward == RewardKind.Percent ? StackProblems(tiers) : [],
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

    private static IEnumerable<PolicyProblem> StackProblems(IReadOnlyList<RebateTier> tiers)
    {
        var together = tiers.Sum(tier => tier.Rate);
        if (together > RateCheck.MostPercent && tiers.All(tier => tier.Rate <= RateCheck.MostPercent))
        {
            yield return new PolicyProblem(
                "rule.tiers", $"All tiers together pay {together} %, more than the whole.", "Lower the rates.");
        }
    }
}
