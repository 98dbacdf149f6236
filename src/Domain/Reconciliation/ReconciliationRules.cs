using DealerIntegration.Domain.Reconciliation.Steps;

namespace DealerIntegration.Domain.Reconciliation;

/// <summary>A rule set of reconciliation (对账规则), read from <c>config/reconciliation</c>.</summary>
public sealed record ReconciliationRules
{
    public required string Code { get; init; }

    /// <summary>
    /// Raised with every change; stands on each match, so that an old result names the rules it came from.
    /// </summary>
    public required int Version { get; init; }

    /// <summary>Names of the matching steps, in the order in which they run.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    public required Tolerance Tolerance { get; init; }

    /// <summary>Texts that dealers write before a document number and that mean nothing.</summary>
    public IReadOnlyList<string> Prefixes { get; init; } = [];

    /// <summary>
    /// Whether a payment in the dealer's book that names a bank reference counts as evidence although we hold no such
    /// payment. Off: it stays in the residual until the bank statement shows it.
    /// </summary>
    public bool AcceptNamedPayment { get; init; }

    /// <summary>Every problem, each naming the member and the remedy; empty when the rules can run.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        Check(Code.Length > 0, "code: is empty; name the rule set, for example dealer-ledger.");
        Check(Version >= 1, $"version: {Version} is below 1; count from 1 and raise it with every change.");
        Check(Steps.Count > 0, $"steps: is empty; list at least one of {MatchSteps.Names}.");
        for (var i = 0; i < Steps.Count; i++)
        {
            Check(
                MatchSteps.Knows(Steps[i]),
                $"steps[{i}]: '{Steps[i]}' is not a step; use one of {MatchSteps.Names}.");
            Check(
                !Steps.Take(i).Contains(Steps[i]),
                $"steps[{i}]: '{Steps[i]}' is listed twice; a step runs once, remove the second.");
        }

        Check(Tolerance.Absolute >= 0m, $"tolerance.absolute: {Tolerance.Absolute} is negative; write 0 or more.");
        Check(
            Tolerance.Percent is >= 0m and < 1m,
            $"tolerance.percent: {Tolerance.Percent} is not a fraction from 0 to below 1; one percent is 0.01.");
        Check(
            Tolerance.DateWindowDays is >= 0 and <= 62,
            $"tolerance.dateWindowDays: {Tolerance.DateWindowDays} is not within 0 to 62 days.");
        for (var i = 0; i < Prefixes.Count; i++)
        {
            Check(
                !string.IsNullOrWhiteSpace(Prefixes[i]),
                $"prefixes[{i}]: is blank; remove it, blanks are ignored in any case.");
        }

        return problems;

        void Check(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }
    }
}
