using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Values;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// The dealers whose rebates are computed together, as a temporary table <c>settle_scope</c>, by a number that every
/// row read carries instead of the dealer's code.
/// </summary>
internal sealed record SettleScope(IReadOnlyList<SettleScope.Master> Dealers, long Watermark)
{
    /// <summary>A dealer as it was known then.</summary>
    internal sealed record Master(
        string Code, string? Tier, string? Territory, string? GroupCode, string? ParentCode, string? Currency)
    {
        public DealerFacts In(string currency) => new(Code, Tier, Territory, GroupCode, ParentCode, currency);
    }

    /// <param name="transaction">The table is dropped with it.</param>
    /// <param name="dealers">Codes of the dealers.</param>
    /// <param name="watermark">What is known.</param>
    /// <param name="cancel">Stops waiting.</param>
    public static async Task<SettleScope> MakeAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> dealers, long watermark, CancellationToken cancel) =>
        new(
            await Sql.QueryAsync<Master>(
                transaction,
                """
                DROP TABLE IF EXISTS settle_scope;
                CREATE TEMP TABLE settle_scope ON COMMIT DROP AS
                SELECT u.no::int AS no, u.code, d.tier, d.territory, d.group_code, d.parent_code, d.currency
                  FROM unnest(@dealers) WITH ORDINALITY AS u (code, no)
                  LEFT JOIN (SELECT DISTINCT ON (code) code, tier, territory, group_code, parent_code, currency
                               FROM canonical.dealer WHERE seq <= @watermark AND until_seq > @watermark
                              ORDER BY code, seq DESC) d
                    ON d.code = u.code;
                ANALYZE settle_scope;
                SELECT code AS "Code", tier AS "Tier", territory AS "Territory", group_code AS "GroupCode",
                       parent_code AS "ParentCode", currency AS "Currency" FROM settle_scope ORDER BY no
                """,
                cancel,
                new { dealers = dealers.ToArray(), watermark }),
            watermark);

    public Task<long> ReadAsync(
        NpgsqlTransaction transaction, string query, DateOnly first, DateOnly last, Action<CopyRow> row,
        CancellationToken cancel) =>
        CopyOut.ReadAsync(
            transaction,
            CopyOut.Bind(query, ("watermark", Watermark), ("start", first), ("end", last)),
            row,
            cancel);
}
