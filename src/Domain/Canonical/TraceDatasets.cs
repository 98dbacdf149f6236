using static DealerIntegration.Domain.Canonical.FieldType;

namespace DealerIntegration.Domain.Canonical;

/// <summary>The canonical datasets of trace codes, scans and territories (追溯与区域).</summary>
public static class TraceDatasets
{
    /// <summary>Codes that left the warehouse (出库扫码). <c>level</c>: item, carton or pallet.</summary>
    public static readonly DatasetSpec Codes = new(
        "codes",
        ["code"],
        [
            new("code", TraceCode, Required: true),
            new("parent_code", TraceCode),
            new("level", Text, Required: true),
            new("product_code", Text, Required: true),
            new("dealer_code", Text, Required: true),
            new("shipment_number", Text, Required: true),
            new("shipped_at", Instant, Required: true),
        ]);

    /// <summary>
    /// Scans on the market (扫码记录), one per event and code. <c>actor</c>: inspector, outlet or consumer.
    /// <c>declaration</c> is <c>error</c> on the statement that the event of that id was wrong. Coordinates in degrees.
    /// <c>code_as_read</c> is what the scanner sent, where that is another spelling of <c>code</c>.
    /// </summary>
    public static readonly DatasetSpec Scans = new(
        "scans",
        ["event_id", "code", "declaration"],
        [
            new("event_id", Text, Required: true),
            new("code", TraceCode, Required: true),
            new("declaration", Text),
            new("scanned_at", Instant, Required: true),
            new("area_code", Text, Required: true),
            new("actor", Text, Required: true),
            new("place", Text),
            new("device", Text),
            new("latitude", FieldType.Decimal),
            new("longitude", FieldType.Decimal),
            new("origin", Text),
            new("code_as_read", Text),
        ]);

    /// <summary>
    /// What happened to trace codes before they are scanned on the market (追溯事件). <c>step</c>: commission, pack,
    /// unpack, ship, receive, return, transfer, sell or destroy. <c>codes</c> in normal form, separated by blanks.
    /// A dealer that is empty is the principal. <c>declaration</c> as for scans.
    /// </summary>
    public static readonly DatasetSpec TraceEvents = new(
        "trace-events",
        ["event_id", "declaration"],
        [
            new("event_id", Text, Required: true),
            new("declaration", Text),
            new("step", Text, Required: true),
            new("happened_at", Instant, Required: true),
            new("offset_minutes", FieldType.Integer),
            new("parent_code", TraceCode),
            new("codes", Text),
            new("product_code", Text),
            new("from_dealer", Text),
            new("to_dealer", Text),
            new("document", Text),
            new("area_code", Text),
            new("corrected_by", Text),
            new("origin", Text),
        ]);

    /// <summary>
    /// Territory contracts (授权区域合同). <c>kind</c>: own, shared, excepted (carved out of a wider own area) or
    /// permission (written consent to sell across, for one product when it is named). Validity days are inclusive.
    /// </summary>
    public static readonly DatasetSpec Territories = new(
        "territories",
        ["dealer_code", "contract", "kind", "area_code", "product_code"],
        [
            new("dealer_code", Text, Required: true),
            new("contract", Text, Required: true),
            new("kind", Text, Required: true),
            new("area_code", Text, Required: true),
            new("product_code", Text),
            new("valid_from", Date, Required: true),
            new("valid_to", Date),
        ]) { EndsWithSource = true };

    /// <summary>
    /// What a dealer says to have scanned at its own doors (经销商扫码清单), one per code, direction and second.
    /// <c>direction</c>: in or out. <c>standing</c> is whose the goods were by everybody else's records: held (the
    /// dealer's, then), other-time (the dealer's, before or after), supplier (of a dealer above it), elsewhere or
    /// unknown. It is the dealer's word, and no scan on the market.
    /// </summary>
    public static readonly DatasetSpec DealerScans = new(
        "dealer-scans",
        ["dealer_code", "code", "direction", "scanned_at"],
        [
            new("dealer_code", Text, Required: true),
            new("code", TraceCode, Required: true),
            new("direction", Text, Required: true),
            new("scanned_at", Instant, Required: true),
            new("product_code", Text),
            new("counterpart", Text),
            new("document_number", Text),
            new("standing", Text),
        ]);
}
