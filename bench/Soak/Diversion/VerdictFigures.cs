using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Bench.Soak.Diversion;

/// <summary>How right the verdicts on single scans are (查准率与查全率), against what is true.</summary>
internal static class VerdictFigures
{
    private const string True = "true ";
    private const string Given = "given ";
    private const string Right = "right ";

    public static void Note(ProofFigures figures, Verdict truth, Verdict given)
    {
        figures.Note(True + truth);
        figures.Note(Given + given);
        if (truth == given)
        {
            figures.Note(Right + truth);
        }
    }

    public static IEnumerable<string> Report(ProofFigures all) => Enum.GetValues<Verdict>().Select(verdict =>
    {
        var right = all.GetValueOrDefault(Right + verdict);
        return $"{verdict,-12} precision {Percent(right, all.GetValueOrDefault(Given + verdict))}, "
            + $"recall {Percent(right, all.GetValueOrDefault(True + verdict))}";
    });

    private static string Percent(long part, long whole) =>
        whole == 0 ? "     –" : $"{100m * part / whole,5:0.0} %";
}
