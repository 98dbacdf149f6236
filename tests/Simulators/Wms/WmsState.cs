namespace DealerIntegration.Simulators.Wms;

internal sealed record WmsLine(string Position, string Item, decimal Quantity);

/// <summary>
/// A delivery order (出库单) the warehouse was asked to fill. <c>Shown</c> counts how often it was asked about.
/// </summary>
internal sealed record WmsOrder(
    string Code, string Id, string Warehouse, DateTime CreatedAt, IReadOnlyList<WmsLine> Lines, int Shown,
    bool Canceled = false)
{
    /// <summary>The warehouse gets on with it a step each time somebody looks.</summary>
    public string Status => Canceled ? "CANCELED" : Shown switch { <= 1 => "ACCEPT", 2 => "PICKED", _ => "DELIVERED" };
}

/// <summary>An entry order (入库单): goods the warehouse was told to expect.</summary>
internal sealed record WmsEntry(
    string Code, string Id, string Warehouse, string Type, DateTime CreatedAt, IReadOnlyList<WmsLine> Lines,
    bool Canceled = false)
{
    public string Status => Canceled ? "CANCELED" : "ACCEPT";
}

/// <summary>What was created in the simulated warehouse and must survive its restart.</summary>
internal sealed class WmsState
{
    public List<WmsOrder> Orders { get; init; } = [];

    public List<WmsEntry> Entries { get; init; } = [];
}
