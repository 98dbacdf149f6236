namespace DealerIntegration.Domain.Diversion.Gathering;

/// <summary>What is known about the market beside the scans that speak against somebody (立案背景).</summary>
/// <param name="ShippedItems">Items shipped, by dealer and product: what the share is taken of.</param>
public sealed record MarketKnowledge(IReadOnlyDictionary<(string Dealer, string Product), long> ShippedItems)
{
    /// <summary>Price of one item, by dealer and product; the worth of a case is unknown without.</summary>
    public IReadOnlyDictionary<(string Dealer, string Product), decimal> Prices { get; init; } =
        new Dictionary<(string, string), decimal>();

    /// <summary>
    /// Codes of each movement that were read in the territory of its dealer: they show that the movement as such is
    /// recorded rightly. Null: nobody looked, and every movement is taken for right.
    /// </summary>
    public IReadOnlyDictionary<(string Dealer, string Movement), int>? SeenAtHome { get; init; }

    /// <summary>
    /// Codes of each movement that were read outside, in whatever city. Set while gathering: it follows from the
    /// verdicts.
    /// </summary>
    internal IReadOnlyDictionary<(string Dealer, string Movement), int> FoundOutside { get; init; } =
        new Dictionary<(string, string), int>();

    /// <summary>The city in which a place nearly always is, where its scans name several.</summary>
    public IReadOnlyDictionary<string, string> CityOfPlace { get; init; } = new Dictionary<string, string>();
}
