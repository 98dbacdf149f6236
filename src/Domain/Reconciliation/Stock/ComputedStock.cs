using DealerIntegration.Domain.Reconciliation.ThreeWay;

namespace DealerIntegration.Domain.Reconciliation.Stock;

/// <summary>What moved a dealer's stock between two counts (库存变动来源).</summary>
public enum StockPartKind
{
    /// <summary>Delivered by us (到货).</summary>
    Received,

    /// <summary>Shipped by us, no delivery known yet (在途): it may have arrived.</summary>
    OnTheWay,

    /// <summary>Taken back by us, where the dealer has not reported it itself (退货).</summary>
    TakenBack,

    /// <summary>Reported by the dealer; adds (客户退货、调入、盘盈).</summary>
    ReportedIn,

    /// <summary>Reported by the dealer; takes away (销售、调出、退货、报损).</summary>
    ReportedOut,
}

/// <summary>One document's part in a stock (库存变动). The quantity is positive; the kind gives the direction.</summary>
/// <param name="What">The kind of movement in the dealer's report; null for our own documents.</param>
public sealed record StockPart(
    StockPartKind Kind, DateOnly Date, decimal Quantity, string? Unit, string? Document, MovementKind? What = null)
{
    public bool Adds => Kind is StockPartKind.Received or StockPartKind.OnTheWay or StockPartKind.ReportedIn;
}

/// <summary>An earlier count of a product (上次盘点).</summary>
public sealed record EarlierCount(DateOnly AsOf, decimal Quantity, string? Unit);

/// <summary>What is known of one product between two counts.</summary>
/// <param name="MonthsUnreported">Months in between for which the dealer has reported no movements.</param>
public sealed record StockSince(
    EarlierCount Before, IReadOnlyList<StockPart> Parts, IReadOnlyList<string> MonthsUnreported);

/// <summary>
/// A count against the stock that the documents come to (推算库存). Where movements are not all reported only a count that
/// is too high can be told: what was sold since is not known.
/// </summary>
/// <param name="Counted">The count, in <paramref name="Unit"/> as everything here.</param>
/// <param name="Computed">The earlier count and all parts since; without full reports the most there can be.</param>
/// <param name="Parts">In the order of their days, in the common unit.</param>
public sealed record ComputedStock(
    decimal Counted, decimal Computed, string Unit, EarlierCount Before, IReadOnlyList<StockPart> Parts,
    IReadOnlyList<string> MonthsUnreported)
{
    public bool IsComplete => MonthsUnreported.Count == 0;

    public decimal Difference => Counted - Computed;

    /// <summary>Null where the units cannot be brought together: then there is nothing to compare.</summary>
    /// <param name="product">Null where the master does not hold it.</param>
    public static ComputedStock? Of(ProductFact? product, decimal counted, string? unit, StockSince since)
    {
        var common = StockUnit.Of(
            product, since.Parts.Select(p => p.Unit).Append(unit).Append(since.Before.Unit), out var problem);
        if (problem is not null)
        {
            return null;
        }

        var before = since.Before with
        {
            Quantity = common.Apply(since.Before.Quantity, since.Before.Unit), Unit = common.Name,
        };
        var parts = since.Parts
            .Select(p => p with { Quantity = common.Apply(p.Quantity, p.Unit), Unit = common.Name })
            .OrderBy(p => p.Date).ThenBy(p => p.Document, StringComparer.Ordinal)
            .ToList();
        return new ComputedStock(
            common.Apply(counted, unit), before.Quantity + parts.Sum(p => p.Adds ? p.Quantity : -p.Quantity),
            common.Name, before, parts, since.MonthsUnreported);
    }

    /// <summary>Whether the count is worth a word. What is on its way may or may not have arrived.</summary>
    /// <param name="tolerance">In the common unit.</param>
    /// <param name="percent">Of the computed stock.</param>
    public bool IsStrange(decimal tolerance, decimal percent)
    {
        var accepted = decimal.Max(tolerance, decimal.Abs(Computed) * percent / 100m);
        var onTheWay = Parts.Where(p => p.Kind == StockPartKind.OnTheWay).Sum(p => p.Quantity);
        return Difference > accepted || (IsComplete && Difference + onTheWay < -accepted);
    }
}
