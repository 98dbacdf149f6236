namespace DealerIntegration.Domain.Rebates.Checks;

/// <summary>Faults of the modifiers: each on its own, and two of a kind.</summary>
internal static class ModifierCheck
{
    public static IEnumerable<PolicyProblem> Problems(RebatePolicy policy)
    {
        var seen = new HashSet<Type>();
        for (var i = 0; i < policy.Modifiers.Count; i++)
        {
            var path = $"modifiers[{i}]";
            if (policy.Modifiers[i] is not { } modifier)
            {
                yield return new PolicyProblem(path, "It is null.", "Write a modifier or none.");
                continue;
            }

            if (!seen.Add(modifier.GetType()))
            {
                yield return new PolicyProblem(
                    path, "A modifier of this type stands before it already.", "Put both into one.");
            }

            foreach (var problem in modifier.Problems(policy, path))
            {
                yield return problem;
            }
        }
    }
}
