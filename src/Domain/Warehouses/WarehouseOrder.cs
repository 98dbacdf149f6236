namespace DealerIntegration.Domain.Warehouses;

/// <summary>Which way the goods of a document go (出库, 入库).</summary>
public enum GoodsWay
{
    Out,
    In,
}

/// <summary>How far a document of ours came on its way to the warehouse (推送状态).</summary>
public enum SendingState
{
    /// <summary>Not sent, or sent without a clear outcome.</summary>
    Open,
    Taken,
    Refused,

    /// <summary>Taken, and taken back since.</summary>
    TakenBack,

    /// <summary>Not of ours: known by the warehouse's reports alone, which state what was planned.</summary>
    Foreign,
}

/// <summary>What a warehouse was asked to ship or to expect (出库单, 入库单).</summary>
/// <param name="OrderNumber">Of the order it belongs to.</param>
/// <param name="SentOn">Null: nobody sent it through the hub.</param>
/// <param name="SendingReason">What was said where it was not taken.</param>
public sealed record WarehouseOrder(
    string Number,
    GoodsWay Way,
    string? DealerCode,
    string? OrderNumber,
    string? Warehouse,
    SendingState Sending,
    string? SendingReason,
    DateOnly? SentOn,
    IReadOnlyList<WarehouseOrderLine> Lines)
{
    /// <summary>
    /// A document that is not ours, as its reports plan it. Each report repeats the plan of its lines, so the largest
    /// one counts.
    /// </summary>
    public static WarehouseOrder OfPlan(
        string number, GoodsWay way, string? warehouse, IEnumerable<WarehouseReport> reports) => new(
        number, way, null, null, warehouse, SendingState.Foreign, null, null,
        [
            .. reports.SelectMany(report => report.Lines)
                .Where(line => line.Planned is not null)
                .GroupBy(line => (line.OrderPosition, line.Product))
                .OrderBy(group => group.Key.OrderPosition, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Product, StringComparer.Ordinal)
                .Select(group => new WarehouseOrderLine(
                    group.Key.OrderPosition ?? "", group.Key.Product, group.Max(line => line.Planned!.Value))),
        ]);
}

/// <summary>One line of it (出入库单行).</summary>
public sealed record WarehouseOrderLine(string Position, string Product, decimal Quantity);
