namespace DealerIntegration.Domain.Reconciliation.ThreeWay;

/// <summary>
/// How far an invoice may lie from order and receipt before somebody has to act (三单匹配容差). Fractions: 0.08 is eight
/// percent; the bounds are inclusive.
/// </summary>
public sealed record ThreeWayTolerances
{
    public static readonly ThreeWayTolerances None = new();

    /// <summary>Of the quantity received.</summary>
    public decimal Quantity { get; init; }

    /// <summary>Of the price of the order.</summary>
    public decimal Price { get; init; }

    /// <summary>Of what was received at the price of the order.</summary>
    public decimal Total { get; init; }

    internal IEnumerable<string> Problems(BookKind books)
    {
        if (books != BookKind.ThreeWay)
        {
            yield return $"threeWay: has no meaning for books {books}; remove it, or set books to threeWay.";
        }

        foreach (var (name, value) in new[] { ("quantity", Quantity), ("price", Price), ("total", Total) })
        {
            if (value is < 0m or >= 1m)
            {
                yield return $"threeWay.{name}: {value} is not a fraction from 0 to below 1; eight percent is 0.08.";
            }
        }
    }
}
