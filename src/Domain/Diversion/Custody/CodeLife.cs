using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Domain.Diversion.Custody;

/// <summary>The life of one code (一物一生): its own events and those of the units it lay in, oldest first.</summary>
public sealed record CodeLife(
    string Code, IReadOnlyList<CodeLifeEntry> Entries, IReadOnlyList<CustodyProblem> Problems);

/// <summary>
/// One event of a life. <paramref name="Unit"/> is the carton or pallet it happened to; null: the code itself.
/// </summary>
public sealed record CodeLifeEntry(TraceEvent Event, string? Unit);
