namespace DealerIntegration.Domain.Diversion.Events;

/// <summary>
/// One event in the life of trace codes (追溯事件), in the shape of EPCIS 2.0. Its natural key is the event's id
/// together with whether it declares an error: the id itself leaves the declaration out.
/// </summary>
/// <param name="EventId">GS1 event id, or the sender's own where it has none.</param>
/// <param name="DeclaresError">The event says that the one with the same id was wrong and does not count.</param>
/// <param name="ParentCode">Carton or pallet for packing and unpacking; null otherwise.</param>
/// <param name="Codes">What the event is about, in normal form (<see cref="TraceCode.Normalise"/>).</param>
/// <param name="FromDealer">Null: the principal.</param>
/// <param name="ToDealer">Null: the principal.</param>
/// <param name="Document">Shipment, return or transfer number.</param>
/// <param name="Origin">Where it was read, for people: file and place in it.</param>
public sealed record TraceEvent(
    string EventId,
    bool DeclaresError,
    TraceStep Step,
    DateTimeOffset HappenedAt,
    string? ParentCode,
    IReadOnlyList<string> Codes,
    string? ProductCode,
    string? FromDealer,
    string? ToDealer,
    string? Document,
    string? AreaCode,
    string? Origin);
