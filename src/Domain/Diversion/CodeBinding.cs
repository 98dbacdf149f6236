namespace DealerIntegration.Domain.Diversion;

/// <summary>
/// A code that left the warehouse for a dealer (出库绑定). <paramref name="ParentCode"/> is the unit it was packed in.
/// </summary>
public sealed record CodeBinding(
    string Code,
    string? ParentCode,
    CodeLevel Level,
    string ProductCode,
    string DealerCode,
    string ShipmentNumber,
    DateTimeOffset ShippedAt);
