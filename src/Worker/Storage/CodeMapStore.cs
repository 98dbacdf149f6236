using DealerIntegration.Connectors.Spreadsheets.Uploads.Codes;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>ops.code_map</c> (编码对照): dealers' own codes of products and units.</summary>
internal static class CodeMapStore
{
    public static async Task<IReadOnlyList<CodeMapEntry>> ListAsync(
        NpgsqlTransaction transaction, string dealer, CancellationToken cancel) =>
    [
        .. (await Sql.QueryAsync<(
            string Kind, string Theirs, string Product, string Ours, decimal Over, decimal Under)>(
            transaction,
            """
            SELECT kind, their_code, product_code, our_code, numerator, denominator FROM ops.code_map
             WHERE dealer_code = @dealer ORDER BY kind, their_code, product_code
            """,
            cancel,
            new { dealer })).Select(r => new CodeMapEntry(
                r.Kind == "unit" ? CodeMapKind.Unit : CodeMapKind.Product,
                r.Theirs, r.Ours, r.Product, r.Over, r.Under)),
    ];

    public static async Task<DealerCodes> LoadAsync(
        NpgsqlTransaction transaction, string dealer, CancellationToken cancel)
    {
        var entries = await ListAsync(transaction, dealer, cancel);
        return new DealerCodes(
            entries.Where(e => e.Kind == CodeMapKind.Product)
                .ToDictionary(e => e.Theirs, e => e.Ours!, StringComparer.Ordinal),
            entries.Where(e => e.Kind == CodeMapKind.Unit)
                .ToDictionary(e => (e.Theirs, e.Product), e => new UnitFactor(e.Ours!, e.Numerator, e.Denominator)));
    }

    /// <summary>Adds and replaces entries; one without a code of ours is taken out.</summary>
    public static async Task SaveAsync(
        NpgsqlTransaction transaction, string dealer, IReadOnlyList<CodeMapEntry> entries, string by,
        CancellationToken cancel)
    {
        await AuditLog.WriteAsync(
            transaction, by, "code-map.import", dealer,
            string.Join("; ", entries.Select(e => $"{e.Theirs} = {e.Ours ?? "(removed)"}")), cancel);
        foreach (var entry in entries)
        {
            await Sql.ExecuteAsync(
                transaction,
                entry.Ours is null
                    ? """
                      DELETE FROM ops.code_map
                       WHERE dealer_code = @dealer AND kind = @kind AND their_code = @Theirs AND product_code = @Product
                      """
                    : """
                      INSERT INTO ops.code_map (
                          dealer_code, kind, their_code, product_code, our_code, numerator, denominator, mapped_by)
                      VALUES (@dealer, @kind, @Theirs, @Product, @Ours, @Numerator, @Denominator, @by)
                      ON CONFLICT (dealer_code, kind, their_code, product_code) DO UPDATE
                         SET our_code = excluded.our_code, numerator = excluded.numerator,
                             denominator = excluded.denominator, mapped_by = excluded.mapped_by, mapped_at = now()
                      """,
                cancel,
                new
                {
                    dealer, by, kind = entry.Kind == CodeMapKind.Unit ? "unit" : "product", entry.Theirs, entry.Product,
                    entry.Ours, entry.Numerator, entry.Denominator,
                });
        }
    }
}
