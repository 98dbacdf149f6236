using DealerIntegration.Domain.Diversion.Signals;

namespace DealerIntegration.Domain.Diversion;

/// <summary>Finds every problem in the weights of a rules file.</summary>
internal static class ConfidenceCheck
{
    private const int Certain = 100;

    public static IEnumerable<RuleProblem?> Problems(ConfidenceRules rules)
    {
        yield return DiversionRulesCheck.InRange("confidence.least", rules.Least, 0, Certain);
        yield return DiversionRulesCheck.InRange("confidence.leastCase", rules.LeastCase, 0, Certain);
        foreach (var (signal, weight) in rules.Signals.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            yield return SignalList.Weighed.Contains(signal)
                ? DiversionRulesCheck.InRange($"confidence.signals.{signal}", weight, 1, Certain)
                : new RuleProblem(
                    $"confidence.signals.{signal}",
                    "No such signal decides anything.",
                    $"Remove it; signals are {string.Join(", ", SignalList.Weighed)}.");
        }

        foreach (var missing in SignalList.Weighed.Where(s => !rules.Signals.ContainsKey(s)))
        {
            yield return new RuleProblem(
                $"confidence.signals.{missing}", "The weight is missing.", "Write a whole percentage from 1 to 100.");
        }

        var facts = rules.Facts;
        (string Name, int Weight)[] weights =
        [
            ("inspector", facts.Inspector), ("outlet", facts.Outlet), ("consumer", facts.Consumer),
            ("received", facts.Received), ("brokenChain", facts.BrokenChain),
            ("packedUnit", facts.PackedUnit), ("position", facts.Position),
            ("secondDevice", facts.SecondDevice), ("seenInside", facts.SeenInside), ("fastSale", facts.FastSale),
        ];
        foreach (var (name, weight) in weights)
        {
            yield return DiversionRulesCheck.InRange($"confidence.facts.{name}", weight, -Certain, Certain);
        }

        yield return DiversionRulesCheck.InRange("confidence.case.device", rules.Case.Device, 0, Certain);
        yield return DiversionRulesCheck.InRange("confidence.case.place", rules.Case.Place, 0, Certain);
        yield return DiversionRulesCheck.InRange("confidence.case.day", rules.Case.Day, 0, Certain);
        yield return DiversionRulesCheck.InRange("confidence.case.most", rules.Case.Most, 0, Certain);
    }
}
