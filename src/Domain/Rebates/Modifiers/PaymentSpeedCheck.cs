using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Rebates.Modifiers;

/// <summary>Faults in the steps of a payment speed.</summary>
internal static class PaymentSpeedCheck
{
    public static IEnumerable<PolicyProblem> Problems(PaymentSpeed speed, RebatePolicy policy, string path)
    {
        if (policy.Rule.Source(policy.Basis) != LineSource.Invoiced)
        {
            yield return new PolicyProblem(
                path,
                "Only an invoice is paid within days.",
                "Use a rule on documents with \"document\": \"invoiced\", or remove it.");
        }

        if (speed.Steps.Count == 0)
        {
            yield return new PolicyProblem($"{path}.steps", "There is no step.", "Write at least one.");
        }

        if (speed.Later is < 0m or > 100m)
        {
            yield return new PolicyProblem(
                $"{path}.later", $"{speed.Later} % is not within 0 and 100.", "Write a percentage up to 100.");
        }

        for (var i = 0; i < speed.Steps.Count; i++)
        {
            foreach (var problem in StepProblems(speed.Steps, i, $"{path}.steps[{i}]"))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<PolicyProblem> StepProblems(IReadOnlyList<PaymentStep> steps, int index, string path)
    {
        if (steps[index] is not { } step)
        {
            yield return new PolicyProblem(path, "It is null.", "Write a step or none.");
            yield break;
        }

        var before = index > 0 && steps[index - 1] is { } earlier ? earlier.WithinDays : -1;
        if (step.WithinDays <= before)
        {
            yield return new PolicyProblem(
                $"{path}.withinDays",
                $"{step.WithinDays} days do not follow the step before.",
                "Let the days rise from 0.");
        }

        if (step.Percent is < 0m or > 100m)
        {
            yield return new PolicyProblem(
                $"{path}.percent", $"{step.Percent} % is not within 0 and 100.", "Write a percentage up to 100.");
        }
    }
}
