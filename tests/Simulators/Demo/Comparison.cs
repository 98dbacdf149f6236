using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Demo;

/// <summary>What was planted against what was found (真值比对).</summary>
internal sealed record Comparison(
    IReadOnlyList<TrueBreak> BreaksFound, IReadOnlyList<TrueBreak> BreaksMissed,
    IReadOnlyList<TrueBreak> BreaksNotPlanted,
    IReadOnlyList<TrueCase> CasesFound, IReadOnlyList<TrueCase> CasesMissed, IReadOnlyList<FoundCase> FalseCases)
{
    public static Comparison Of(Truth truth, HubSummary summary)
    {
        var found = summary.Breaks.Select(Key).ToHashSet();
        var planted = truth.Breaks.Select(Key).ToHashSet();
        var foundCases = summary.Cases.Select(one => (one.Dealer, one.Product, Prefecture(one.Area))).ToHashSet();
        var plantedCases = truth.Cases.Select(one => (one.Dealer, one.Product, Prefecture(one.Area))).ToHashSet();
        return new Comparison(
            [.. truth.Breaks.Where(one => found.Contains(Key(one)))],
            [.. truth.Breaks.Where(one => !found.Contains(Key(one)))],
            [.. summary.Breaks.Where(one => !planted.Contains(Key(one)))],
            [.. truth.Cases.Where(one => foundCases.Contains((one.Dealer, one.Product, Prefecture(one.Area))))],
            [.. truth.Cases.Where(one => !foundCases.Contains((one.Dealer, one.Product, Prefecture(one.Area))))],
            [.. summary.Cases.Where(one => !plantedCases.Contains((one.Dealer, one.Product, Prefecture(one.Area))))]);
    }

    private static (string, string, string) Key(TrueBreak one) => (one.Dealer, Normalise(one.Reference), one.Cause);

    private static string Prefecture(string area) => area.Length < 4 ? area : Areas.PrefectureOf(area);

    /// <summary>The hub may name a document as we do or as the dealer wrote it.</summary>
    private static string Normalise(string reference)
    {
        var plain = string.Concat(reference.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return (plain.StartsWith("INV", StringComparison.Ordinal) ? plain[3..] : plain).TrimStart('0');
    }
}
