namespace DealerIntegration.Domain.Warehouses;

/// <summary>What changed the stock of a warehouse (库存变动).</summary>
public enum StockMoveKind
{
    /// <summary>Left on a delivery order (出库).</summary>
    Shipped,

    /// <summary>Came in on an entry or return order (入库).</summary>
    Received,

    /// <summary>Any other change: a loss, a find, a correction (库存异动).</summary>
    Changed,
}

/// <summary>One change of stock (库存变动行).</summary>
/// <param name="Quantity">What it adds; goods that leave are negative.</param>
public sealed record StockMove(StockMoveKind Kind, string Document, decimal Quantity);

/// <summary>How two counts of a warehouse fit what it reports between them (两次快照核对).</summary>
public enum StockRollCode
{
    Fits,

    /// <summary>More is there than the reports explain (未报增加).</summary>
    UnreportedGain,

    /// <summary>Less is there than the reports explain (未报减少).</summary>
    UnreportedLoss,
}

/// <summary>A product of a warehouse from one count to the next (库存滚动).</summary>
/// <param name="Opening">On hand by the earlier list; 0 where the product is not on it.</param>
/// <param name="Counted">On hand by the later list; 0 where the product is not on it.</param>
public sealed record StockRoll(
    string Warehouse, string Product, DateOnly From, decimal Opening, IReadOnlyList<StockMove> Moves, DateOnly To,
    decimal Counted)
{
    public decimal Expected => Opening + Moves.Sum(move => move.Quantity);

    /// <summary>What no report explains; positive: more is there.</summary>
    public decimal Difference => Counted - Expected;

    public StockRollCode Code => Difference switch
    {
        0m => StockRollCode.Fits,
        > 0m => StockRollCode.UnreportedGain,
        _ => StockRollCode.UnreportedLoss,
    };

    /// <summary>For example <c>20 on 2026-11-01 − 6 shipped = 14; counted 13 on 2026-11-02: − 1</c>.</summary>
    public string Arithmetic
    {
        get
        {
            var moves = Moves.GroupBy(move => move.Kind).OrderBy(group => group.Key)
                .Select(group => (group.Key, Sum: group.Sum(move => move.Quantity)))
                .Select(group => $" {Signed(group.Sum)} {Word(group.Key)}");
            var result = Code == StockRollCode.Fits ? "" : $": {Signed(Difference)}";
            return $"{LineFulfilment.Text(Opening)} on {From:yyyy-MM-dd}{string.Concat(moves)} = "
                + $"{LineFulfilment.Text(Expected)}; counted {LineFulfilment.Text(Counted)} on {To:yyyy-MM-dd}{result}";
        }
    }

    private static string Signed(decimal quantity) =>
        $"{(quantity < 0m ? "−" : "+")} {LineFulfilment.Text(Math.Abs(quantity))}";

    private static string Word(StockMoveKind kind) => kind switch
    {
        StockMoveKind.Shipped => "shipped",
        StockMoveKind.Received => "received",
        _ => "changed",
    };
}
