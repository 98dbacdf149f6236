namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>Faults of a rate: below 0, more than the whole.</summary>
internal static class RateCheck
{
    public const decimal MostPercent = 100m;

    public static IEnumerable<PolicyProblem> Problems(string path, decimal rate, RewardKind reward)
    {
        if (rate < 0m)
        {
            yield return new PolicyProblem(path, $"{rate} is below 0.", "Write 0 or more.");
        }
        else if (reward == RewardKind.Percent && rate > MostPercent)
        {
            yield return new PolicyProblem(
                path, $"{rate} % is more than the whole.", "Write a percentage up to 100.");
        }
    }
}
