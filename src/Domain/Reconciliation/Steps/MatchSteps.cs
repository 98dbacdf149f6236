using System.Collections.Frozen;

namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>The steps a rule set may name. A new step is one file and one line here.</summary>
internal static class MatchSteps
{
    private static readonly FrozenDictionary<string, IMatchStep> Steps = new Dictionary<string, IMatchStep>
    {
        ["exactKey"] = new ExactKeyStep(),
        ["normalisedKey"] = new NormalisedKeyStep(),
        ["paymentAllocation"] = new PaymentAllocationStep(),
        ["sharedReference"] = new SharedReferenceStep(),
        ["subsetSum"] = new SubsetSumStep(),
        ["textReference"] = new TextReferenceStep(),
        ["tolerance"] = new ToleranceStep(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Names { get; } = string.Join(", ", Steps.Keys.Order(StringComparer.Ordinal));

    public static bool Knows(string name) => Steps.ContainsKey(name);

    /// <summary>Whether a step looks at nothing but the numbers of the period's lines.</summary>
    public static bool GoesByNumber(string name) => name is "exactKey" or "normalisedKey";

    /// <exception cref="ArgumentException">The rule set names a step that does not exist.</exception>
    public static IMatchStep Named(string name) => Steps.TryGetValue(name, out var step)
        ? step
        : throw new ArgumentException($"'{name}' is not a matching step; use one of {Names}.", nameof(name));
}
