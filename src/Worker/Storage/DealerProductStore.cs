using DealerIntegration.Connectors.Spreadsheets.Templates;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>The products that a dealer deals in (经销商商品).</summary>
internal static class DealerProductStore
{
    /// <summary>Products of its documents and stock lists, by code; every product where it has none yet.</summary>
    public static Task<IReadOnlyList<TemplateProduct>> OfAsync(
        NpgsqlTransaction transaction, string dealer, CancellationToken cancel) =>
        Sql.QueryAsync<TemplateProduct>(
            transaction,
            $"""
            WITH known AS (
                 SELECT DISTINCT ON (code) code, name, unit FROM canonical.product
                  WHERE until_seq = {CanonicalTable.Current} ORDER BY code, seq DESC),
                 used AS (
                 SELECT product_code FROM canonical.sales_order d JOIN canonical.sales_order_line l USING (seq)
                  WHERE d.dealer_code = @dealer AND d.until_seq = {CanonicalTable.Current}
                  UNION
                 SELECT product_code FROM canonical.dealer_order d JOIN canonical.dealer_order_line l USING (seq)
                  WHERE d.dealer_code = @dealer AND d.until_seq = {CanonicalTable.Current}
                  UNION
                 SELECT product_code FROM canonical.invoice d JOIN canonical.invoice_line l USING (seq)
                  WHERE d.dealer_code = @dealer AND d.until_seq = {CanonicalTable.Current}
                  UNION
                 SELECT product_code FROM canonical.shipment d JOIN canonical.shipment_line l USING (seq)
                  WHERE d.dealer_code = @dealer AND d.until_seq = {CanonicalTable.Current}
                  UNION
                 SELECT product_code FROM canonical.stock
                  WHERE place_kind = 'dealer' AND place_code = @dealer AND until_seq = {CanonicalTable.Current}),
                 own AS (SELECT k.* FROM known k WHERE k.code IN (SELECT product_code FROM used))
            SELECT code AS "Code", name AS "Name", unit AS "Unit" FROM own
             UNION ALL
            SELECT code, name, unit FROM known WHERE NOT EXISTS (SELECT FROM own)
             ORDER BY 1
            """,
            cancel,
            new { dealer });
}
