using DealerIntegration.Domain.Reconciliation.ThreeWay;

namespace DealerIntegration.Domain.Reconciliation.Stock;

/// <summary>Why goods came or went at a dealer (库存变动类型).</summary>
public enum MovementKind
{
    /// <summary>Sold on (销售出库).</summary>
    SellThrough,

    /// <summary>Came back from a customer (客户退货).</summary>
    CustomerReturn,

    /// <summary>From another dealer (调入).</summary>
    TransferIn,

    /// <summary>To another dealer (调出).</summary>
    TransferOut,

    /// <summary>Sent back to us (退货).</summary>
    Return,

    /// <summary>Broken, expired or missing when counted (报损, 盘亏).</summary>
    Loss,

    /// <summary>More than expected when counted (盘盈).</summary>
    Gain,
}

/// <summary>
/// A movement as a dealer reports it (经销商出入库). The quantity is positive, the kind gives the direction.
/// </summary>
/// <param name="Id">Month of the report and place in it.</param>
public sealed record StockMovement(
    string DealerCode, string Id, string ProductCode, MovementKind Kind, DateOnly Date, decimal Quantity, string? Unit,
    string? Counterpart, string? Document)
{
    public bool Adds => Kind is MovementKind.CustomerReturn or MovementKind.TransferIn or MovementKind.Gain;
}

/// <summary>A return of the dealer that we booked (退货单); the quantity is positive.</summary>
public sealed record BookedReturn(string Document, string ProductCode, DateOnly Date, decimal Quantity, string? Unit);

/// <summary>What a dealer counted of a product (盘点数).</summary>
public sealed record CountedStock(string ProductCode, decimal Quantity, string? Unit);

/// <summary>What is known of the stock of one dealer in a period (一个经销商的库存资料).</summary>
/// <param name="Opening">Counted on the day before the period; null: no stock list of that day was taken.</param>
/// <param name="Closing">Counted on the last day of the period; null: no stock list of that day was taken.</param>
/// <param name="Movements">Of the period and the months beside it; null: no report for the period was taken.</param>
/// <param name="OfOthers">Transfers that other dealers report with this one, in the period.</param>
public sealed record StockFacts(
    string DealerCode,
    IReadOnlyList<CountedStock>? Opening,
    IReadOnlyList<CountedStock>? Closing,
    IReadOnlyList<StockMovement>? Movements,
    IReadOnlyList<StockMovement> OfOthers,
    IReadOnlyList<ShippedLine> Shipments,
    IReadOnlyList<BookedReturn> Returns,
    IReadOnlyDictionary<string, ProductFact> Products);
