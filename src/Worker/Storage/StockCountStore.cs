using DealerIntegration.Domain.Reconciliation.Stock;
using DealerIntegration.Domain.Reconciliation.ThreeWay;
using DealerIntegration.Domain.Values;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>A product that a dealer has counted on a day.</summary>
internal sealed record CountedOn(string ProductCode, DateOnly Day);

/// <summary>What is known of a dealer's products between two counts (两次盘点之间).</summary>
internal static class StockCountStore
{
    /// <summary>For each count what came and went since the one before it, as known at a watermark.</summary>
    public static async Task<IReadOnlyDictionary<CountedOn, StockSince>> SinceAsync(
        NpgsqlTransaction transaction, string dealer, IReadOnlyList<FollowingCount> counts, long watermark,
        CancellationToken cancel)
    {
        var from = counts.Min(c => c.Before.AsOf);
        var to = counts.Max(c => c.On.Day);
        var products = counts.Select(c => c.On.ProductCode).Distinct().ToArray();
        var parts = await PartsAsync(transaction, new Wanted(dealer, products, from, to, watermark), cancel);
        var reported = (await Sql.QueryAsync<string>(
            transaction,
            """
            SELECT period FROM canonical.stock_movement
             WHERE dealer_code = @dealer AND seq <= @watermark AND until_seq > @watermark
            """,
            cancel,
            new { dealer, watermark })).ToHashSet(StringComparer.Ordinal);
        // A product may stand in several places on the same day; what came and went since is the same for all of them.
        return counts.DistinctBy(c => c.On).ToDictionary(c => c.On, c => Since(c.On, c.Before, parts, reported));
    }

    /// <summary>What the master holds of products now.</summary>
    public static async Task<IReadOnlyDictionary<string, ProductFact>> ProductsAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> codes, CancellationToken cancel) =>
        (await Sql.QueryAsync<ProductFact>(
            transaction,
            $"""
            SELECT DISTINCT ON (code) code, unit, pack_size AS packSize, coalesce(tax_rate, 0) AS taxRate
              FROM canonical.product
             WHERE until_seq = {CanonicalTable.Current} AND code = ANY (@codes) ORDER BY code, seq DESC
            """,
            cancel,
            new { codes = codes.ToArray() })).ToDictionary(p => p.Code, StringComparer.Ordinal);

    private static StockSince Since(
        CountedOn count, EarlierCount before, ILookup<string, StockPart> parts, HashSet<string> reported)
    {
        var months = new List<string>();
        for (var month = Period.Of(before.AsOf.AddDays(1)); month <= Period.Of(count.Day); month = month.Next)
        {
            months.Add(month.ToString());
        }

        // A return that the dealer reports itself is its movement; ours would take it away twice.
        var unreported = months.Where(month => !reported.Contains(month)).ToHashSet(StringComparer.Ordinal);
        var since = parts[count.ProductCode]
            .Where(p => p.Date > before.AsOf && p.Date <= count.Day)
            .Where(p => p.Kind != StockPartKind.TakenBack || unreported.Contains(Period.Of(p.Date).ToString()));
        return new StockSince(before, [.. since], [.. months.Where(unreported.Contains)]);
    }

    private static async Task<ILookup<string, StockPart>> PartsAsync(
        NpgsqlTransaction transaction, Wanted wanted, CancellationToken cancel)
    {
        var rows = await Sql.QueryAsync<PartRow>(
            transaction,
            """
            SELECT l.product_code AS product,
                   CASE WHEN h.delivered_on IS NULL THEN 'way' ELSE 'received' END AS what,
                   coalesce(h.delivered_on, h.shipped_on) AS day, coalesce(l.received_quantity, l.quantity) AS quantity,
                   l.unit, h.number AS document
              FROM canonical.shipment h JOIN canonical.shipment_line l USING (seq)
             WHERE h.dealer_code = @Dealer AND h.seq <= @Watermark AND h.until_seq > @Watermark
               AND coalesce(h.delivered_on, h.shipped_on) BETWEEN @From AND @To AND l.product_code = ANY (@Products)
             UNION ALL
            SELECT l.product_code, 'back', h.invoice_date, abs(l.quantity), l.unit, h.number
              FROM canonical.invoice h JOIN canonical.invoice_line l USING (seq)
             WHERE h.dealer_code = @Dealer AND h.kind = 'return' AND h.seq <= @Watermark AND h.until_seq > @Watermark
               AND h.invoice_date BETWEEN @From AND @To AND l.product_code = ANY (@Products)
             UNION ALL
            SELECT l.product_code, l.kind, l.entry_date, l.quantity, l.unit, l.document_number
              FROM canonical.counted_stock_movements(@Watermark) h JOIN canonical.stock_movement_line l USING (seq)
             WHERE h.dealer_code = @Dealer AND l.entry_date BETWEEN @From AND @To
               AND l.product_code = ANY (@Products)
            """,
            cancel,
            wanted);
        return rows.ToLookup(r => r.Product, r => r.ToPart(), StringComparer.Ordinal);
    }

    private sealed record Wanted(string Dealer, string[] Products, DateOnly From, DateOnly To, long Watermark);

    private sealed record PartRow
    {
        public required string Product { get; init; }

        public required string What { get; init; }

        public required DateOnly Day { get; init; }

        public required decimal Quantity { get; init; }

        public string? Unit { get; init; }

        public string? Document { get; init; }

        public StockPart ToPart() => What switch
        {
            "received" => new StockPart(StockPartKind.Received, Day, Quantity, Unit, Document),
            "way" => new StockPart(StockPartKind.OnTheWay, Day, Quantity, Unit, Document),
            "back" => new StockPart(StockPartKind.TakenBack, Day, Quantity, Unit, Document),
            _ => Moved(StockFactsStore.KindOf(What)),
        };

        private StockPart Moved(MovementKind kind) => new(
            kind is MovementKind.CustomerReturn or MovementKind.TransferIn or MovementKind.Gain
                ? StockPartKind.ReportedIn : StockPartKind.ReportedOut,
            Day, Quantity, Unit, Document, kind);
    }
}
