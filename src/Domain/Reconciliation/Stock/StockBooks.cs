using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Stock;

/// <summary>
/// The two books of a stock reconciliation (库存对账的两本账), a pair for each product: opening + sell-in − sell-through ±
/// transfers ± returns ± losses = closing. Ours says what should be there: counted at the start, plus what we shipped,
/// what we took back and what the dealer reports. Theirs says what came and went by the documents of those who received
/// it, and closes with what was counted.
/// </summary>
/// <remarks>
/// Every period starts from a count, so only goods that were under way on that day are carried into it. What the count
/// does not confirm stays in the residual.
/// </remarks>
public static class StockBooks
{
    /// <summary>Text of a line of ours: what we shipped (厂家发货).</summary>
    public const string SellIn = "sell-in";

    /// <summary>Text of a line of theirs: what the dealer signed for (收货).</summary>
    public const string Received = "received";

    /// <summary>Text of a line of either side: goods that came back to us (退货).</summary>
    public const string Returned = "return";

    /// <summary>Text of a line of theirs: what the count itself is corrected by (盘点更正).</summary>
    public const string Corrected = "count";

    /// <param name="facts">The dealer's documents.</param>
    /// <param name="period">The period.</param>
    /// <param name="dateWindowDays">How far the dates of one return may lie apart on both sides.</param>
    /// <returns>A pair for each product; one without a product where the dealer's reports are not complete.</returns>
    public static IReadOnlyList<DocumentedBooks> Of(StockFacts facts, Period period, int dateWindowDays)
    {
        var (opening, closing) = (facts.Opening ?? [], facts.Closing ?? []);
        var movements = facts.Movements ?? [];
        var products = opening.Concat(closing).Where(count => count.Quantity != 0m).Select(count => count.ProductCode)
            .Concat(movements.Where(m => period.Contains(m.Date)).Select(m => m.ProductCode))
            .Concat(facts.Shipments.Where(line => IsPart(line.ShippedOn, line.DeliveredOn, period))
                .Select(line => line.ProductCode))
            .Concat(facts.Returns.Where(r => period.Contains(r.Date)).Select(r => r.ProductCode))
            .Concat(facts.OfOthers.Select(m => m.ProductCode))
            .Distinct().Order(StringComparer.Ordinal).ToList();
        if (products.Count == 0)
        {
            return [];
        }

        return Missing(facts, period) is { } missing
            ? [Incomplete(facts.DealerCode, "", missing)]
            : [.. products.Select(product => OfProduct(product, facts, period, dateWindowDays))];
    }

    private static bool IsPart(DateOnly shipped, DateOnly? delivered, Period period) =>
        shipped <= period.End && (delivered is not { } day || day >= period.Start);

    private static string? Missing(StockFacts facts, Period period)
    {
        var missing = new List<string>();
        if (facts.Opening is null)
        {
            missing.Add($"no stock list of {period.Start.AddDays(-1):yyyy-MM-dd} was taken");
        }

        if (facts.Closing is null)
        {
            missing.Add($"no stock list of {period.End:yyyy-MM-dd} was taken");
        }

        if (facts.Movements is null)
        {
            missing.Add($"no report of movements of {period} was taken");
        }

        return missing.Count == 0 ? null : string.Join("; ", missing) + ". Ask the dealer for it.";
    }

    private static DocumentedBooks OfProduct(string product, StockFacts facts, Period period, int dateWindowDays)
    {
        var master = facts.Products.GetValueOrDefault(product);
        var lines = new ProductLines(product, facts);
        var unit = StockUnit.Of(master, lines.Units, out var problem);
        return problem is null
            ? new ProductStock(facts.DealerCode, lines, unit, master is not null, period, dateWindowDays).Build()
            : Incomplete(facts.DealerCode, product, $"{product}: {problem}.");
    }

    private static DocumentedBooks Incomplete(string dealer, string product, string why)
    {
        var empty = new DealerBook(dealer, product, 0m, 0m, [], []);
        return new DocumentedBooks(empty, empty, Evidence.None) { Incomplete = why };
    }
}
