namespace DealerIntegration.Simulators.Wms;

internal sealed record WmsLine(string Position, string Item, decimal Quantity);

/// <summary>What the warehouse makes of an order (发货方式).</summary>
internal enum WmsConduct
{
    /// <summary>Everything at once.</summary>
    Whole,

    /// <summary>Half of each line first, the rest with the final report.</summary>
    Split,

    /// <summary>One of each line is not there.</summary>
    Short,

    /// <summary>One of each line too many.</summary>
    Over,

    /// <summary>Nothing moves: the warehouse reports a trouble.</summary>
    Trouble,
}

/// <summary>
/// A delivery order (出库单) the warehouse was asked to fill. <c>Shown</c> counts how often it was asked about.
/// </summary>
internal sealed record WmsOrder(
    string Code, string Id, string Warehouse, DateTime CreatedAt, IReadOnlyList<WmsLine> Lines, int Shown,
    bool Canceled = false, WmsConduct Conduct = WmsConduct.Whole)
{
    /// <summary>The warehouse gets on with it a step each time somebody looks.</summary>
    public string Status => Canceled ? "CANCELED"
        : Shown <= 1 ? "ACCEPT"
        : Conduct == WmsConduct.Trouble ? "EXCEPTION"
        : Shown > 2 ? "DELIVERED"
        : Conduct == WmsConduct.Split ? "PARTDELIVERED" : "PICKED";

    /// <summary>What has left so far, report by report.</summary>
    public IReadOnlyList<WmsMove> Moves =>
        WmsMove.Of(Lines, Conduct, isBegun: !Canceled && Shown >= 2, isDone: !Canceled && Shown > 2);
}

/// <summary>An entry order (入库单): goods the warehouse was told to expect.</summary>
internal sealed record WmsEntry(
    string Code, string Id, string Warehouse, string Type, DateTime CreatedAt, IReadOnlyList<WmsLine> Lines,
    bool Canceled = false, int Shown = 0, WmsConduct Conduct = WmsConduct.Whole)
{
    public string Status => Canceled ? "CANCELED"
        : Shown <= 2 ? "ACCEPT" : Conduct == WmsConduct.Trouble ? "EXCEPTION" : "FULFILLED";

    /// <summary>What has come in so far, report by report.</summary>
    public IReadOnlyList<WmsMove> Moves =>
        WmsMove.Of(Lines, Conduct, isBegun: !Canceled && Shown > 2, isDone: !Canceled && Shown > 2);
}

/// <summary>Goods that moved together (一次出入库), and whether it was the last of its order.</summary>
internal sealed record WmsMove(int No, bool IsFinal, IReadOnlyList<WmsLine> Lines)
{
    public static IReadOnlyList<WmsMove> Of(
        IReadOnlyList<WmsLine> lines, WmsConduct conduct, bool isBegun, bool isDone) => conduct switch
        {
            _ when !isBegun => [],
            WmsConduct.Trouble => [new WmsMove(1, false, [])],
            WmsConduct.Split when !isDone => [new WmsMove(1, false, Some(lines, Half))],
            WmsConduct.Split =>
                [new WmsMove(1, false, Some(lines, Half)), new WmsMove(2, true, Some(lines, q => q - Half(q)))],
            _ when !isDone => [],
            WmsConduct.Short => [new WmsMove(1, true, Some(lines, q => q - 1m))],
            WmsConduct.Over => [new WmsMove(1, true, Some(lines, q => q + 1m))],
            _ => [new WmsMove(1, true, lines)],
        };

    private static decimal Half(decimal quantity) => decimal.Floor(quantity / 2m);

    private static List<WmsLine> Some(IReadOnlyList<WmsLine> lines, Func<decimal, decimal> share) =>
        [.. lines.Select(line => line with { Quantity = share(line.Quantity) })];
}

/// <summary>A change of stock without an order (库存异动).</summary>
internal sealed record WmsChange(string Id, string Warehouse, string Item, decimal Quantity, DateTime At);

/// <summary>What was created in the simulated warehouse and must survive its restart.</summary>
internal sealed class WmsState
{
    public List<WmsOrder> Orders { get; init; } = [];

    public List<WmsEntry> Entries { get; init; } = [];

    public List<WmsChange> Changes { get; init; } = [];
}
