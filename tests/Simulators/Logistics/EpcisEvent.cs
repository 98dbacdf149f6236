using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Logistics;

/// <summary>
/// An event in the words of EPCIS (EPCIS 事件), before it is written as JSON or XML: what is bare here, each of the two
/// spells in its own way. Codes as printed.
/// </summary>
/// <param name="BizStep">A word of the standard, or a web address for one of our own.</param>
/// <param name="Parent">Only of an aggregation: the unit that codes go into or come out of.</param>
/// <param name="ReadPoint">Where it was read.</param>
/// <param name="BizLocation">Where the goods are afterwards; null: not said.</param>
/// <param name="Device">Of a scan, the phone.</param>
internal sealed record EpcisEvent(
    string Type, string Action, string BizStep, string? Disposition, DateTime At, IReadOnlyList<string> Codes,
    string? Parent, string ReadPoint, string? BizLocation, (string Type, string Number)? Transaction,
    string? Source, string? Destination, string? Device = null)
{
    public const string Offset = "+08:00";

    private const string Ours = "https://trace.example.cn";

    private const string Principal = "https://id.gs1.org/417/6901234000009";

    private const string Warehouse = "https://id.gs1.org/414/6901234000009";

    public string Time => At.ToString("yyyy-MM-dd'T'HH:mm:ss") + Offset;

    public static EpcisEvent Of(GoodsEvent one) => one.Step switch
    {
        GoodsStep.Receive => Object(one, "receiving", "in_progress", PlaceOf(one.To), "desadv"),
        GoodsStep.Return => Object(one, "shipping", "returned", PlaceOf(one.From), "rma"),
        GoodsStep.Transfer => Object(one, $"{Ours}/step/transfer", null, PlaceOf(one.From), "po"),
        _ => new(
            "AggregationEvent", one.Step == GoodsStep.Pack ? "ADD" : "DELETE",
            one.Step == GoodsStep.Pack ? "packing" : "unpacking", null, one.At, one.Codes, one.Parent, PlaceOf(one.To),
            null, null, null, null),
    };

    /// <summary>What a buyer's phone sends.</summary>
    public static EpcisEvent Of(MarketScan scan) => new(
        "ObjectEvent", "OBSERVE", $"{Ours}/step/consumer_scan", null, scan.At, [scan.Code], null,
        $"{Ours}/area/{scan.Area}", null, null, null, null, scan.Device);

    private static EpcisEvent Object(
        GoodsEvent one, string step, string? disposition, string readPoint, string transaction) => new(
        "ObjectEvent", "OBSERVE", step, disposition, one.At, one.Codes, null, readPoint,
        one.Step == GoodsStep.Receive ? readPoint : null, (transaction, one.Document), PartyOf(one.From),
        PartyOf(one.To));

    private static string PlaceOf(Dealer? dealer) => dealer is null ? Warehouse : $"{Ours}/dealer/{dealer.Code}";

    private static string PartyOf(Dealer? dealer) => dealer is null ? Principal : $"{Ours}/dealer/{dealer.Code}";
}
