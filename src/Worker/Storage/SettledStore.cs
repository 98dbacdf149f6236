using DealerIntegration.Domain.Rebates;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Reads <c>result.rebate</c> and its lines for people: explanations, workbooks, pages.</summary>
internal static class SettledStore
{
    /// <summary>The result of a run, or of the last run that settled the period; null where there is none.</summary>
    public static async Task<SettledResult?> FindAsync(
        NpgsqlTransaction transaction, string dealer, string policy, string period, long? run,
        CancellationToken cancel) =>
        (await Sql.QueryAsync<SettledResult>(
            transaction,
            $"""
            {Sql.Query("settled-results")}
             WHERE r.dealer_code = @dealer AND r.policy = @policy AND r.period = @period
               AND (@run::bigint IS NULL OR r.run_id = @run)
             ORDER BY s.period DESC, r.run_id DESC LIMIT 1
            """,
            cancel,
            new { dealer, policy, period, run })).SingleOrDefault();

    /// <summary>All results of a run for these dealers, by dealer, policy and earning period.</summary>
    public static Task<IReadOnlyList<SettledResult>> OfRunAsync(
        NpgsqlTransaction transaction, long run, IReadOnlyList<string> dealers, CancellationToken cancel) =>
        Sql.QueryAsync<SettledResult>(
            transaction,
            $"""
            {Sql.Query("settled-results")}
             WHERE r.run_id = @run AND r.dealer_code = ANY(@dealers)
             ORDER BY r.dealer_code, r.policy, r.period
            """,
            cancel,
            new { run, dealers = dealers.ToArray() });

    /// <summary>
    /// Of every dealer, policy and earning period the last result, where that has a next tier; the worthiest first.
    /// </summary>
    public static Task<IReadOnlyList<SettledResult>> WatchedAsync(
        NpgsqlTransaction transaction, string? policy, string? dealer, CancellationToken cancel) =>
        Sql.QueryAsync<SettledResult>(
            transaction,
            $"""
            {Sql.Query("settled-results")}
             WHERE r.next_tier IS NOT NULL AND r.id IN (
                   SELECT DISTINCT ON (l.dealer_code, l.policy, l.period) l.id
                     FROM result.rebate l
                     JOIN ops.run ls ON ls.id = l.run_id AND ls.status IN ('succeeded', 'incomplete')
                    WHERE (@policy::text IS NULL OR l.policy = @policy)
                      AND (@dealer::text IS NULL OR l.dealer_code = @dealer)
                    ORDER BY l.dealer_code, l.policy, l.period, ls.period DESC, l.run_id DESC)
             ORDER BY (r.next_tier ->> 'worth')::numeric DESC, r.dealer_code, r.policy, r.period
            """,
            cancel,
            new { policy, dealer });

    /// <summary>What a dealer has been settled for, or under one policy only.</summary>
    public static Task<IReadOnlyList<SettledPeriod>> PeriodsAsync(
        NpgsqlTransaction transaction, string dealer, string? policy, CancellationToken cancel) =>
        Sql.QueryAsync<SettledPeriod>(
            transaction,
            $"""
            SELECT DISTINCT ON ("Policy", "Period") "Policy", "Period", "Month", "Run", "Currency", "Earned", "Payable"
              FROM ({Sql.Query("settled-results")}
                     WHERE r.dealer_code = @dealer AND (@policy::text IS NULL OR r.policy = @policy)) t
             ORDER BY "Policy", "Period", "Month" DESC, "Run" DESC
            """,
            cancel,
            new { dealer, policy });

    /// <summary>Lines by document and position; at the end what belongs to no document.</summary>
    public static async Task<IReadOnlyList<RebateTraceLine>> LinesAsync(
        NpgsqlTransaction transaction, long result, int skip, int count, CancellationToken cancel) =>
        (await Sql.QueryAsync<(string Document, string Position, DateOnly Date, string Product, decimal Contribution,
            decimal Share)>(
            transaction,
            """
            SELECT document_number, position, entry_date, product_code, contribution, share
              FROM result.rebate_line WHERE rebate_id = @result
             ORDER BY product_code = '', document_number COLLATE "C", length(position), position COLLATE "C"
            OFFSET @skip LIMIT @count
            """,
            cancel,
            new { result, skip, count }))
        .Select(l => new RebateTraceLine(l.Document, l.Position, l.Date, l.Product, l.Contribution, l.Share)).ToList();

    /// <summary>Where it stands and what was decided on it, in words.</summary>
    public static Task<IReadOnlyList<string>> StandingAsync(
        NpgsqlTransaction transaction, SettledResult result, CancellationToken cancel) =>
        Sql.QueryAsync<string>(
            transaction, Sql.Query("settled-standing"), cancel,
            new { result.Run, result.Policy, result.DealerCode, result.Period });

    /// <summary>
    /// Documents whose share changed since the settlement before, by kind and the largest change first; they add up to
    /// what was earned more or less. Empty where this is the first.
    /// </summary>
    public static async Task<IReadOnlyList<DocumentChange>> ChangesAsync(
        NpgsqlTransaction transaction, SettledResult result, CancellationToken cancel)
    {
        if (result.SettledId is not { } before)
        {
            return [];
        }

        var changes = SettlementDelta.Of(
            await LinesAsync(transaction, before, 0, int.MaxValue, cancel),
            await LinesAsync(transaction, result.Id, 0, int.MaxValue, cancel),
            result.ReadsPayments ? await PaymentsAsync(transaction, result, cancel) : []);
        return
        [
            .. changes.OrderBy(c => c.Kind).ThenByDescending(c => Math.Abs(c.Difference))
                .ThenBy(c => c.DocumentNumber, StringComparer.Ordinal),
        ];
    }

    /// <summary>What of the dealer's invoices is paid otherwise than the settlement before knew.</summary>
    private static async Task<IEnumerable<PaymentChange>> PaymentsAsync(
        NpgsqlTransaction transaction, SettledResult result, CancellationToken cancel)
    {
        var scope = await SettleScope.MakeAsync(transaction, [result.DealerCode], result.Watermark, cancel);
        var now = await PaidParts.ReadAsync(transaction, scope, cancel);
        var then = await PaidParts.ReadAsync(
            transaction, scope with { Watermark = result.SettledWatermark!.Value }, cancel);
        return PaidParts.Changes(then, now)
            .Select(part => new PaymentChange(part.Invoice, part.Payment, part.PaymentDate, part.Amount));
    }
}
