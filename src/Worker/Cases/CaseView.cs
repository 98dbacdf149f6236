using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Cases;

/// <summary>A case with its life, as it stands today (案件概览).</summary>
internal sealed record CaseView(
    KnownCase Found, IReadOnlyList<StoredCaseStep> Steps, DateOnly Today, CaseTerms Terms)
{
    public CasePhases Phases => Terms.Phases;

    public CaseLife Life { get; } = CaseLife.Of([.. Steps.Select(s => s.Step)]);

    public CaseDeadline? Deadline => Life.Deadline(Phases);

    /// <summary>Days by which its phase is over; 0 in time.</summary>
    public int Overdue => Deadline?.OverdueOn(Today) ?? 0;
}

/// <summary>A case with all that is known of it (案件卷宗).</summary>
/// <param name="Withdrawal">Why it is none any more; null: it is one.</param>
internal sealed record CaseFile(
    CaseView View, IReadOnlyList<CaseScan> Scans, IReadOnlyList<VolumeMove> Moves, Withdrawal? Withdrawal);
