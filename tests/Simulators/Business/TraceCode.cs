namespace DealerIntegration.Simulators.Business;

/// <summary>A code that left the warehouse (出库物流码); items lie in cartons, cartons on pallets. Local time.</summary>
internal sealed record TraceCode(
    string Code, string? Parent, string Level, Product Product, Delivery Delivery, DateTime ShippedAt);

/// <summary>A scan on the market (扫码记录). Local time.</summary>
internal sealed record MarketScan(
    string EventId, string Code, DateTime At, string Area, string Actor, string Place, string Device);

/// <summary>A planted diversion (窜货): these items of the dealer turned up in an area it may not sell in.</summary>
internal sealed record PlantedDiversion(
    Dealer Dealer, Product Product, string Prefecture, IReadOnlyList<string> Codes);

/// <summary>What goods on their way must look like to the hub (流转真值).</summary>
/// <param name="Returned">Scans of goods on their way back.</param>
/// <param name="PassedOn">Scans of goods at the dealer they were passed on to.</param>
/// <param name="ToldTwice">Scans that the warehouse's list and a file tell of.</param>
/// <param name="KnownEvents">Events that a second file tells of.</param>
/// <param name="Declared">Events that were declared wrong.</param>
internal sealed record TrueTrace(int Returned, int PassedOn, int ToldTwice, int KnownEvents, int Declared);
