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
