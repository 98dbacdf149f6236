namespace DealerIntegration.Domain.Diversion.Gathering;

/// <summary>What is known about the market beside the scans that speak against somebody (立案背景).</summary>
/// <param name="ShippedItems">Items shipped, by dealer and product: what the share is taken of.</param>
public sealed record MarketKnowledge(IReadOnlyDictionary<(string Dealer, string Product), long> ShippedItems)
{
    /// <summary>Price of one item, by dealer and product; the worth of a case is unknown without.</summary>
    public IReadOnlyDictionary<(string Dealer, string Product), decimal> Prices { get; init; } =
        new Dictionary<(string, string), decimal>();

    /// <summary>
    /// Shipments of which goods were read in the territory of their dealer, so that the shipment as such is recorded
    /// rightly. Null: nobody looked, and every shipment is taken for right.
    /// </summary>
    public IReadOnlySet<(string Dealer, string Document)>? SeenAtHome { get; init; }

    /// <summary>The city in which a place nearly always is, where its scans name several.</summary>
    public IReadOnlyDictionary<string, string> CityOfPlace { get; init; } = new Dictionary<string, string>();
}
