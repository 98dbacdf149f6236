using DealerIntegration.Domain.Orders;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// What orders are checked against, as of a watermark: products, dealers, warehouse stock, credit in use.
/// </summary>
internal static class OrderContextStore
{
    public static async Task<OrderContext> LoadAsync(
        NpgsqlTransaction transaction, OrderRules rules, long watermark, CancellationToken cancel)
    {
        var at = new { watermark };
        var products = await Sql.QueryAsync<OrderProduct>(
            transaction,
            """
            SELECT DISTINCT ON (code) code AS "Code", unit AS "Unit", list_price AS "ListPrice", tax_rate AS "TaxRate"
              FROM canonical.product WHERE seq <= @watermark AND until_seq > @watermark ORDER BY code, seq DESC
            """,
            cancel,
            at);
        var dealers = await Sql.QueryAsync<OrderDealer>(
            transaction,
            """
            SELECT DISTINCT ON (code) code AS "Code", tier AS "Tier", currency AS "Currency",
            credit_limit AS "CreditLimit"
              FROM canonical.dealer WHERE seq <= @watermark AND until_seq > @watermark ORDER BY code, seq DESC
            """,
            cancel,
            at);
        var stock = await Sql.QueryAsync<(string Warehouse, string Product, decimal Available)>(
            transaction,
            """
            SELECT DISTINCT ON (place_code, product_code) place_code, product_code, on_hand - coalesce(reserved, 0)
              FROM canonical.stock
             WHERE place_kind = 'warehouse' AND seq <= @watermark AND until_seq > @watermark
             ORDER BY place_code, product_code, as_of DESC, seq DESC
            """,
            cancel,
            at);
        var exposures = await Sql.QueryAsync<(string Dealer, decimal Ordered, decimal Shipped, decimal Invoiced,
            decimal Prepaid)>(
            transaction, Sql.Query("credit-exposure"), cancel, at);
        return new OrderContext(
            rules,
            products.ToDictionary(p => p.Code, StringComparer.Ordinal),
            dealers.ToDictionary(d => d.Code, StringComparer.Ordinal),
            stock.ToDictionary(s => new StockKey(s.Warehouse, s.Product), s => s.Available),
            exposures.ToDictionary(
                e => e.Dealer, e => new CreditExposure(e.Ordered, e.Shipped, e.Invoiced, e.Prepaid),
                StringComparer.Ordinal));
    }
}
