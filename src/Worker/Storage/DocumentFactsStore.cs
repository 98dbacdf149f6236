using DealerIntegration.Domain.Reconciliation.ThreeWay;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Documents by line, as books are put together from them.</summary>
internal static class DocumentFactsStore
{
    /// <summary>Orders, shipments and invoices of the dealers in scope, in its order.</summary>
    public static async Task<IReadOnlyList<ThreeWayFacts>> ThreeWayAsync(
        NpgsqlTransaction transaction, BookScope scope, CancellationToken cancel)
    {
        await Sql.ExecuteAsync(
            transaction,
            Sql.Query("three-way-keys"),
            cancel,
            new
            {
                before = scope.Period.Previous.ToString(),
                start = scope.Period.Start.ToDateTime(default),
                to = scope.LastDay.ToDateTime(default),
                scope.Watermark,
            });
        var products = await ProductsAsync(transaction, scope, cancel);
        var orders = Lists<OrderedLine>(scope);
        var invoices = Lists<InvoicedLine>(scope);
        await scope.ReadAsync(
            transaction,
            "book-orders",
            row => orders[row.Int() - 1].Add(new OrderedLine(
                row.Text(), row.Text(), row.Text(), row.Decimal(), row.TextOrNull(), row.DecimalOrNull(),
                row.DecimalOrNull(), row.Text())),
            cancel);
        var shipments = await ShipmentsAsync(transaction, scope, "book-shipments", cancel);
        await scope.ReadAsync(
            transaction,
            "book-invoices",
            row => invoices[row.Int() - 1].Add(new InvoicedLine(
                row.Text(), BookScope.KindOf(row.Int()), row.Date(), row.Text(), row.TextOrNull(), row.TextOrNull(),
                row.TextOrNull(), row.Text(), row.Text(), row.Decimal(), row.TextOrNull(), row.DecimalOrNull(),
                row.Decimal(), row.Decimal())),
            cancel);
        return
        [
            .. scope.Dealers.Select((dealer, i) => new ThreeWayFacts(
                dealer, scope.Currencies[i] ?? "", orders[i], shipments[i], invoices[i], products)),
        ];
    }

    public static async Task<List<ShippedLine>[]> ShipmentsAsync(
        NpgsqlTransaction transaction, BookScope scope, string query, CancellationToken cancel)
    {
        var shipments = Lists<ShippedLine>(scope);
        await scope.ReadAsync(
            transaction,
            query,
            row => shipments[row.Int() - 1].Add(new ShippedLine(
                row.Text(), row.TextOrNull(), row.TextOrNull(), row.Text(), row.Decimal(), row.DecimalOrNull(),
                row.TextOrNull(), row.Date(), row.DateOrNull())),
            cancel);
        return shipments;
    }

    public static async Task<IReadOnlyDictionary<string, ProductFact>> ProductsAsync(
        NpgsqlTransaction transaction, BookScope scope, CancellationToken cancel) =>
        (await Sql.QueryAsync<ProductFact>(
            transaction,
            """
            SELECT DISTINCT ON (code) code, unit, pack_size AS packSize, coalesce(tax_rate, 0) AS taxRate
              FROM canonical.product WHERE seq <= @Watermark AND until_seq > @Watermark ORDER BY code, seq DESC
            """,
            cancel,
            new { scope.Watermark })).ToDictionary(p => p.Code, StringComparer.Ordinal);

    public static List<T>[] Lists<T>(BookScope scope) => [.. scope.Dealers.Select(_ => new List<T>())];
}
