using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>What became of an event of a file (事件去向).</summary>
public enum EventOutcome
{
    /// <summary>A step of custody.</summary>
    Traced,

    /// <summary>Scans on the market.</summary>
    Scanned,

    /// <summary>Sound, and nothing about whose the goods are; it stays in the file as it was sent.</summary>
    NotCustody,

    /// <summary>It cannot be taken; the rows say why.</summary>
    Rejected,
}

/// <summary>One event of a file after reading (已读事件).</summary>
/// <param name="Number">Which event of the file, from 1.</param>
/// <param name="Lines">Rows of a table it was made of; 1 elsewhere.</param>
/// <param name="Place">Where it begins.</param>
public sealed record TakenEvent(int Number, int Lines, Place Place, EventOutcome Outcome)
{
    /// <summary>GS1 event id, worked out here; null where not even that could be read.</summary>
    public string? EventId { get; init; }

    /// <summary>Hash of the event without its time zone offset: equal for events told twice.</summary>
    public string? ContentId { get; init; }

    /// <summary>The id that the sender gave it.</summary>
    public string? SenderId { get; init; }

    public bool DeclaresError { get; init; }

    /// <summary>Why it is not about custody.</summary>
    public string? Reason { get; init; }

    /// <summary>For the dataset <c>trace-events</c>.</summary>
    public MappedDocument? Trace { get; init; }

    /// <summary>For the dataset <c>scans</c>, one for each code.</summary>
    public IReadOnlyList<MappedDocument> Scans { get; init; } = [];

    /// <summary>
    /// What of it could not be taken, with place and remedy. An event may be taken without a code that is damaged.
    /// </summary>
    public IReadOnlyList<RejectedRow> Rejected { get; init; } = [];
}
