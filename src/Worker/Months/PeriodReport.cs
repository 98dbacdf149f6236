using DealerIntegration.Domain.Values;

namespace DealerIntegration.Worker.Months;

/// <summary>A period as it stands now (期间情况).</summary>
/// <param name="Blockers">Empty: it can be closed, or is.</param>
/// <param name="FiguresHold">
/// Of a closed period: whether its figures still give the hash of its close. Null while it is not closed.
/// </param>
internal sealed record PeriodReport(
    Period Period,
    PeriodState State,
    IReadOnlyList<PeriodEvent> History,
    IReadOnlyList<PeriodBlocker> Blockers,
    PeriodFacts Facts,
    bool? FiguresHold);
