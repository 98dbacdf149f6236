using DealerIntegration.Worker.Months;

namespace DealerIntegration.Worker.Commands;

/// <summary>How a period stands (期间情况), in lines; what blocks its close by who can remove it.</summary>
internal static class PeriodText
{
    public static IEnumerable<string> Of(PeriodReport report)
    {
        yield return $"Period {report.Period}: {PeriodDesk.Word(report.State)}";
        foreach (var step in report.History)
        {
            yield return $"  {step.No,3}  {step.At:yyyy-MM-dd HH:mm:ss}Z  {PeriodDesk.Word(step.State),-12} "
                + step.Actor
                + (step.Watermark is { } seq ? $"  at version {seq}" : "")
                + (step.Reason is { } reason ? $"  \"{reason}\"" : "");
        }

        if (report.State == PeriodState.Closed)
        {
            yield return report.FiguresHold == true
                ? "Its figures are those of the close."
                : "ITS FIGURES ARE NOT THOSE OF THE CLOSE: compare the runs named in its evidence (--json) with the "
                  + "latest ones, and look into the audit log.";
            yield break;
        }

        if (report.Blockers.Count == 0)
        {
            yield return $"Nothing is in the way: ./hub period close --period {report.Period}";
            yield break;
        }

        yield return $"{report.Blockers.Count} in the way of a close:";
        foreach (var owner in report.Blockers.GroupBy(b => b.Owner).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            yield return $"{owner.Key} ({owner.Count()})";
            foreach (var blocker in owner)
            {
                yield return $"  {blocker.What}";
                yield return $"      {blocker.Remedy}";
            }
        }
    }
}
