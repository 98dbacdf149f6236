namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>Faults in the base of a growth rule.</summary>
internal static class GrowthRuleCheck
{
    public static IEnumerable<PolicyProblem> Problems(GrowthRule rule)
    {
        var days = rule.BaseFrom is not null || rule.BaseTo is not null;
        if (rule.Against == GrowthBase.FixedDays)
        {
            if (rule.BaseFrom is null || rule.BaseTo is null)
            {
                yield return new PolicyProblem(
                    "rule.baseFrom", "Nothing says which days are the base.", "Write baseFrom and baseTo.");
            }
            else if (rule.BaseTo < rule.BaseFrom)
            {
                yield return new PolicyProblem(
                    "rule.baseTo", $"{rule.BaseTo:yyyy-MM-dd} is before baseFrom.", "Write the last day of the base.");
            }
        }
        else if (days)
        {
            yield return new PolicyProblem(
                "rule.baseFrom", "These days are not looked at.", "Remove them, or write \"against\": \"fixedDays\".");
        }

        if (rule.Against == GrowthBase.Agreed != rule.BaseByDealer is not null)
        {
            yield return new PolicyProblem(
                "rule.baseByDealer",
                "Agreed figures and \"against\": \"agreed\" belong together.",
                "Write both or neither.");
        }

        foreach (var problem in (rule.BaseByDealer ?? new Dictionary<string, decimal>())
            .SelectMany(entry => FigureCheck.NotBelow0($"rule.baseByDealer.{entry.Key}", entry.Value)))
        {
            yield return problem;
        }
    }
}
