using DealerIntegration.Domain.Orders;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// What orders are checked against, as of a watermark: products, dealers, warehouse stock, credit in use.
/// </summary>
internal static class OrderContextStore
{
    /// <param name="zone">In which a stock list's day ends.</param>
    public static async Task<OrderContext> LoadAsync(
        NpgsqlTransaction transaction, OrderRules rules, string zone, long watermark, CancellationToken cancel)
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
            Sql.Query("warehouse-available"),
            cancel,
            new { watermark, zone });
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

    /// <summary>Where the goods of dealers go, by dealer code, as of a watermark.</summary>
    public static async Task<IReadOnlyDictionary<string, GoodsReceiver>> ReceiversAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<string> dealers, long watermark, CancellationToken cancel) =>
        (await Sql.QueryAsync<GoodsReceiver>(
            transaction,
            """
            SELECT DISTINCT ON (code) code AS "Dealer", coalesce(contact_name, name) AS "Name",
                   contact_phone AS "Phone", province AS "Province", city AS "City", address AS "Address"
              FROM canonical.dealer
             WHERE seq <= @watermark AND until_seq > @watermark AND code = ANY (@dealers) ORDER BY code, seq DESC
            """,
            cancel,
            new { dealers = dealers.ToArray(), watermark })).ToDictionary(r => r.Dealer, StringComparer.Ordinal);
}

/// <summary>To whom a dealer's goods go (收货信息); what is not known is null.</summary>
internal sealed record GoodsReceiver(
    string Dealer, string Name, string? Phone, string? Province, string? City, string? Address);
