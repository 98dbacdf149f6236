namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>Faults in targets and zones.</summary>
internal static class TargetRuleCheck
{
    public static IEnumerable<PolicyProblem> Problems(TargetRule rule) =>
    [
        .. rule.Target is null && rule.TargetByDealer is null
            ? [new PolicyProblem("rule.target", "There is no target.", "Write target, targetByDealer or both.")]
            : FigureCheck.Above0("rule.target", rule.Target),
        .. (rule.TargetByDealer ?? new Dictionary<string, decimal>())
            .SelectMany(entry => FigureCheck.Above0($"rule.targetByDealer.{entry.Key}", entry.Value)),
        .. rule.Zones.Count == 0
            ? [new PolicyProblem("rule.zones", "There is no zone.", "Write at least one, with a rate.")]
            : Enumerable.Range(0, rule.Zones.Count).SelectMany(i => ZoneProblems(rule, i)),
    ];

    private static IEnumerable<PolicyProblem> ZoneProblems(TargetRule rule, int index)
    {
        var path = $"rule.zones[{index}]";
        if (rule.Zones[index] is not { } zone)
        {
            return [new PolicyProblem(path, "It is null.", "Write a zone or none.")];
        }

        return
        [
            .. FigureCheck.NotBelow0($"{path}.from", zone.From),
            .. index > 0 && rule.Zones[index - 1] is { } before && zone.From <= before.From
                ? [new PolicyProblem(
                    $"{path}.from", $"{zone.From} % is not above the zone before, {before.From} %.", "Let zones rise.")]
                : Array.Empty<PolicyProblem>(),
            .. RateCheck.Problems($"{path}.rate", zone.Rate, rule.Reward),
            .. zone.ExcessRate is { } excess
                ? RateCheck.Problems($"{path}.excessRate", excess, rule.Reward)
                : [],
            .. zone.ExcessRate is not null && rule.Reward == RewardKind.Fixed
                ? [new PolicyProblem(
                    $"{path}.excessRate",
                    "A fixed sum is paid once, so nothing lies above it.",
                    "Remove it, or pay a percentage.")]
                : Array.Empty<PolicyProblem>(),
        ];
    }
}
