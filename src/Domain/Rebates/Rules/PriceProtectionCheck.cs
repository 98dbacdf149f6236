namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>Faults in price cuts.</summary>
internal static class PriceProtectionCheck
{
    public static IEnumerable<PolicyProblem> Problems(PriceProtectionRule rule, RebatePolicy policy)
    {
        if (rule.Cuts.Count == 0)
        {
            yield return new PolicyProblem("rule.cuts", "There is no cut.", "Write at least one.");
        }

        foreach (var problem in FigureCheck.NotBelow0("rule.countedWithinDays", rule.CountedWithinDays)
            .Concat(FigureCheck.Above0("rule.boughtWithinDays", rule.BoughtWithinDays)))
        {
            yield return problem;
        }

        var seen = new HashSet<(string Product, DateOnly On)>();
        for (var i = 0; i < rule.Cuts.Count; i++)
        {
            foreach (var problem in CutProblems(rule.Cuts[i], policy, $"rule.cuts[{i}]", seen))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<PolicyProblem> CutProblems(
        PriceCut? cut, RebatePolicy policy, string path, HashSet<(string Product, DateOnly On)> seen)
    {
        if (cut is null || string.IsNullOrWhiteSpace(cut.Product))
        {
            yield return new PolicyProblem(path, "It names no product.", "Write the code of a product.");
            yield break;
        }

        if (!seen.Add((cut.Product, cut.On)))
        {
            yield return new PolicyProblem(
                path, $"'{cut.Product}' is cut twice on {cut.On:yyyy-MM-dd}.", "Write one from first to last price.");
        }

        if (cut.To < 0m || cut.From <= cut.To)
        {
            yield return new PolicyProblem(
                $"{path}.to", $"From {cut.From} to {cut.To} is no cut.", "Write a lower price, 0 or more.");
        }

        if (cut.On < policy.ValidFrom || cut.On > policy.ValidTo)
        {
            yield return new PolicyProblem(
                $"{path}.on",
                $"{cut.On:yyyy-MM-dd} is outside the policy's validity.",
                "Correct the day or the validity.");
        }
    }
}
