using DealerIntegration.Domain.Rebates;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>canonical.diversion_ruling</c>: what was ruled on diversion cases (窜货裁定).</summary>
internal static class RulingStore
{
    /// <summary>Cases whose last ruling confirms them, of the days that the policies look at.</summary>
    public static async Task<IReadOnlyList<DiversionRuling>> ConfirmedAsync(
        NpgsqlTransaction transaction, SettleScope scope, PolicyNeeds needs, CancellationToken cancel) =>
    [
        .. (await Sql.QueryAsync<(string Case, string Dealer, DateOnly Day, string[]? Products, string Reason)>(
            transaction,
            """
            SELECT case_number, dealer_code, happened_on, products, reason
              FROM (SELECT DISTINCT ON (r.case_number)
                           r.case_number, r.dealer_code, r.happened_on, r.products, r.reason, r.verdict
                      FROM canonical.diversion_ruling r JOIN settle_scope s ON s.code = r.dealer_code
                     WHERE r.seq <= @Watermark ORDER BY r.case_number, r.seq DESC) last
             WHERE verdict = 'confirmed' AND happened_on BETWEEN @First AND @Last
             ORDER BY case_number
            """,
            cancel,
            new { scope.Watermark, needs.First, needs.Last }))
            .Select(r => new DiversionRuling(r.Case, r.Dealer, r.Day, r.Products, r.Reason)),
    ];
}
