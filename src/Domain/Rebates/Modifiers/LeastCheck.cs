using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Modifiers;

/// <summary>Faults of a sum that is promised or asked for as the least.</summary>
internal static class LeastCheck
{
    public static IEnumerable<PolicyProblem> Problems(decimal amount, RebatePolicy policy, string path)
    {
        if (amount <= 0m)
        {
            yield return new PolicyProblem($"{path}.amount", $"{amount} is not above 0.", "Write a sum above 0.");
        }
        else if (policy.Rounding.Scale is >= 0 and <= 28
            && new Rounding(RoundingMode.Down, policy.Rounding.Scale).Apply(amount) != amount)
        {
            yield return new PolicyProblem(
                $"{path}.amount",
                $"{amount} has more than {policy.Rounding.Scale} decimal places.",
                "Write a sum that can be paid under the policy's rounding.");
        }
    }
}
