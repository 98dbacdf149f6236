using static DealerIntegration.Domain.Canonical.FieldType;

namespace DealerIntegration.Domain.Canonical;

/// <summary>What warehouses report by themselves (仓库回传).</summary>
public static class WarehouseDatasets
{
    /// <summary>
    /// A report of a warehouse on one document: goods that left, came in or changed. <c>report_id</c> is the message's,
    /// so that one which comes again adds nothing. <c>kind</c>: delivery, entry, return, stock_change.
    /// <c>confirmation</c>: final or intermediate, absent where the sender does not say; the quantities of all reports
    /// on a document add up, the final one's too. <c>status</c>: see <see cref="Warehouses.WarehouseStatus"/>.
    /// </summary>
    public static readonly DatasetSpec Reports = new(
        "warehouse-reports",
        ["report_id"],
        [
            new("report_id", Text, Required: true),
            new("kind", Text, Required: true),
            new("document_number", Text, Required: true),
            new("warehouse_code", Text),
            new("status", Text),
            new("confirmation", Text),
            new("reported_at", Instant),
            new("carrier", Text),
            new("tracking_number", Text),
        ],
        [
            new("position", Text, Required: true),
            new("order_position", Text),
            new("product_code", Text, Required: true),
            new("stock_kind", Text),
            new("planned_quantity", FieldType.Decimal),
            new("quantity", FieldType.Decimal, Required: true),
            new("batch", Text),
        ]) { MayLackLines = true };
}
