using DealerIntegration.Domain.Values;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>A dealer's reconciled month as it was stored (对账结果).</summary>
internal sealed record StoredReconciliation
{
    public required long RunId { get; init; }

    public required string DealerCode { get; init; }

    public required string Currency { get; init; }

    public required string Status { get; init; }

    public decimal? OurOpening { get; init; }

    public decimal? OurClosing { get; init; }

    public decimal? TheirOpening { get; init; }

    public decimal? TheirClosing { get; init; }

    public decimal? Difference { get; init; }

    public decimal? Explained { get; init; }

    public decimal? Residual { get; init; }

    public int Matches { get; init; }

    public string? Note { get; init; }

    public string? RuleCode { get; init; }

    public int? RuleVersion { get; init; }

    public string? CarriedFrom { get; init; }

    public long? Watermark { get; init; }
}

/// <summary>A break with everything that is to be said of it.</summary>
internal sealed record BreakDetail
{
    public required int No { get; init; }

    public required string Kind { get; init; }

    public string? Cause { get; init; }

    public required string Reference { get; init; }

    public string? OurId { get; init; }

    public string? TheirId { get; init; }

    public required decimal Amount { get; init; }

    public required decimal Effect { get; init; }

    public required string Arithmetic { get; init; }

    public string? Evidence { get; init; }

    public required string Documents { get; init; }

    public string? OurPeriod { get; init; }

    public string? TheirPeriod { get; init; }

    public required string Item { get; init; }

    public bool OurCorrection { get; init; }

    public string? CarriedFrom { get; init; }

    public bool MayBeWrittenOff { get; init; }

    public string? Nearest { get; init; }
}

/// <summary>Reads one dealer's result back, for whoever asks why.</summary>
internal static class ExplainStore
{
    /// <summary>The last finished reconciliation of a dealer and period; null: there is none.</summary>
    public static async Task<StoredReconciliation?> LatestAsync(
        NpgsqlTransaction transaction, string dealer, Period period, CancellationToken cancel) =>
        (await Sql.QueryAsync<StoredReconciliation>(
            transaction,
            """
            SELECT r.run_id AS runId, r.dealer_code AS dealerCode, r.currency, r.status, r.our_opening AS ourOpening,
                   r.our_closing AS ourClosing, r.their_opening AS theirOpening, r.their_closing AS theirClosing,
                   r.difference, r.explained, r.residual, r.matches, r.note, r.rule_code AS ruleCode,
                   r.rule_version AS ruleVersion, r.carried_from AS carriedFrom, u.watermark
              FROM result.reconciliation r
              JOIN ops.run u ON u.id = r.run_id AND u.pipeline = 'reconcile' AND u.status IN ('succeeded', 'incomplete')
             WHERE r.dealer_code = @dealer AND r.period = @period
             ORDER BY r.run_id DESC LIMIT 1
            """,
            cancel,
            new { dealer, period = period.ToString() })).SingleOrDefault();

    /// <param name="transaction">Only read.</param>
    /// <param name="of">The dealer's result.</param>
    /// <param name="which">A document number or the number of the match; null: every match.</param>
    /// <param name="cancel">Stops waiting.</param>
    public static Task<IReadOnlyList<MatchLine>> MatchesAsync(
        NpgsqlTransaction transaction, StoredReconciliation of, string? which, CancellationToken cancel) =>
        Sql.QueryAsync<MatchLine>(
            transaction,
            """
            SELECT no, step, score, our_ids AS ourIds, their_ids AS theirIds, our_amount AS ourAmount,
                   their_amount AS theirAmount, arithmetic
              FROM result.match
             WHERE run_id = @RunId AND dealer_code = @DealerCode
               AND (@which::text IS NULL OR no::text = @which OR our_ids = @which OR their_ids = @which
                    OR @which = ANY (string_to_array(our_ids, ' ')))
             ORDER BY no
            """,
            cancel,
            new { of.RunId, of.DealerCode, which });

    public static Task<IReadOnlyList<BreakDetail>> BreaksAsync(
        NpgsqlTransaction transaction, StoredReconciliation of, string? which, CancellationToken cancel) =>
        Sql.QueryAsync<BreakDetail>(
            transaction,
            """
            SELECT no, kind, cause, reference, our_id AS ourId, their_id AS theirId, amount, effect, arithmetic,
                   evidence, documents, our_period AS ourPeriod, their_period AS theirPeriod, item,
                   our_correction AS ourCorrection, carried_from AS carriedFrom,
                   may_be_written_off AS mayBeWrittenOff, nearest
              FROM result.break
             WHERE run_id = @RunId AND dealer_code = @DealerCode
               AND (@which::text IS NULL OR no::text = @which OR @which IN (reference, our_id, their_id, item))
             ORDER BY no
            """,
            cancel,
            new { of.RunId, of.DealerCode, which });

    public static Task<IReadOnlyList<string>> ProposalsAsync(
        NpgsqlTransaction transaction, StoredReconciliation of, CancellationToken cancel) =>
        Sql.QueryAsync<string>(
            transaction,
            """
            SELECT our_ids || ' = ' || their_ids || ' (' || step || '): ' || reason
              FROM result.proposal WHERE run_id = @RunId AND dealer_code = @DealerCode ORDER BY 1
            """,
            cancel,
            new { of.RunId, of.DealerCode });
}
