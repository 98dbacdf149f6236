using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// <c>canonical.decision</c>: what people decided about lines of both books. Numbered like every canonical version, so
/// that a run sees exactly the decisions up to its watermark, again and again.
/// </summary>
internal static class DecisionStore
{
    private const string Columns =
        """
        d.seq AS "Seq", d.dealer_code AS "DealerCode", d.period AS "Period", d.kind AS "Kind", d.our_ids AS "OurIds",
        d.their_ids AS "TheirIds", d.our_amount AS "OurAmount", d.their_amount AS "TheirAmount",
        d.account AS "Account", d.reason AS "Reason", d.decided_by AS "DecidedBy",
        d.decided_on::timestamp AS "DecidedOn", w.seq AS "WithdrawnBy", w.reason AS "WithdrawnWhy"
        """;

    /// <summary>
    /// The decisions of a period that are in force at a watermark, by dealer, in the order of their numbers. Those of
    /// another period stay there: a row of a dealer's file is another line every month.
    /// </summary>
    public static async Task<ILookup<string, Decision>> LoadAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> dealers, Period period, long watermark,
        CancellationToken cancel) =>
        (await Sql.QueryAsync<Row>(
            transaction,
            $"""
            SELECT {Columns}
              FROM canonical.decision d
              LEFT JOIN canonical.decision w ON w.withdraws = d.seq AND w.seq <= @watermark
             WHERE d.dealer_code = ANY(@dealers) AND d.period = @period AND d.seq <= @watermark
               AND d.kind <> 'Withdraw' AND w.seq IS NULL
             ORDER BY d.seq
            """,
            cancel,
            new { dealers = dealers.ToArray(), period = period.ToString(), watermark }))
        .Select(row => row.ToDecision())
        .ToLookup(d => d.DealerCode, d => d.Decision, StringComparer.Ordinal);

    /// <summary>Everything that was decided in a period, also what was taken back.</summary>
    /// <param name="dealer">One dealer's code; null: all.</param>
    public static async Task<IReadOnlyList<StoredDecision>> OfPeriodAsync(
        NpgsqlTransaction transaction, Period period, string? dealer, CancellationToken cancel) =>
        [.. (await Sql.QueryAsync<Row>(
            transaction,
            $"""
            SELECT {Columns}
              FROM canonical.decision d
              LEFT JOIN canonical.decision w ON w.withdraws = d.seq
             WHERE d.period = @period AND d.kind <> 'Withdraw' AND (@dealer::text IS NULL OR d.dealer_code = @dealer)
             ORDER BY d.seq
            """,
            cancel,
            new { period = period.ToString(), dealer })).Select(row => row.ToDecision())];

    /// <summary>A decision by its number; null: there is none.</summary>
    public static async Task<StoredDecision?> FindAsync(
        NpgsqlTransaction transaction, long number, CancellationToken cancel) =>
        (await Sql.QueryAsync<Row>(
            transaction,
            $"""
            SELECT {Columns}
              FROM canonical.decision d
              LEFT JOIN canonical.decision w ON w.withdraws = d.seq
             WHERE d.seq = @number AND d.kind <> 'Withdraw'
            """,
            cancel,
            new { number })).SingleOrDefault()?.ToDecision();

    /// <returns>The decision's number.</returns>
    public static async Task<long> AddAsync(
        NpgsqlTransaction transaction, string dealer, Period period, Decision decision, CancellationToken cancel) =>
        (await Sql.QueryAsync<long>(
            transaction,
            """
            INSERT INTO canonical.decision (dealer_code, period, kind, our_ids, their_ids, our_amount, their_amount,
                                            account, reason, decided_by, decided_on)
            VALUES (@dealer, @period, @kind, @ours, @theirs, @OurAmount, @TheirAmount, @Account, @Reason, @DecidedBy,
                    @on)
            RETURNING seq
            """,
            cancel,
            new
            {
                dealer,
                period = period.ToString(),
                kind = decision.Kind.ToString(),
                ours = decision.OurIds.ToArray(),
                theirs = decision.TheirIds.ToArray(),
                decision.OurAmount,
                decision.TheirAmount,
                decision.Account,
                decision.Reason,
                decision.DecidedBy,
                on = decision.DecidedOn.ToDateTime(default),
            })).Single();

    /// <summary>Takes a decision back. False: somebody else has done so meanwhile.</summary>
    public static async Task<bool> WithdrawAsync(
        NpgsqlTransaction transaction, StoredDecision taken, string reason, string by, DateOnly on,
        CancellationToken cancel) =>
        await Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO canonical.decision (dealer_code, period, kind, our_ids, their_ids, our_amount, their_amount,
                                            reason, decided_by, decided_on, withdraws)
            VALUES (@DealerCode, @period, 'Withdraw', '{}', '{}', 0, 0, @reason, @by, @on, @number)
            ON CONFLICT (withdraws) DO NOTHING
            """,
            cancel,
            new
            {
                taken.DealerCode,
                period = taken.Period.ToString(),
                reason,
                by,
                on = on.ToDateTime(default),
                number = taken.Decision.Number,
            }) == 1;

    private sealed record Row
    {
        public required long Seq { get; init; }

        public required string DealerCode { get; init; }

        public required string Period { get; init; }

        public required string Kind { get; init; }

        public required string[] OurIds { get; init; }

        public required string[] TheirIds { get; init; }

        public decimal OurAmount { get; init; }

        public decimal TheirAmount { get; init; }

        public string? Account { get; init; }

        public required string Reason { get; init; }

        public required string DecidedBy { get; init; }

        public DateTime DecidedOn { get; init; }

        public long? WithdrawnBy { get; init; }

        public string? WithdrawnWhy { get; init; }

        public StoredDecision ToDecision() => new(
            DealerCode,
            Domain.Values.Period.Parse(Period),
            new Decision(
                Seq, Enum.Parse<DecisionKind>(Kind), OurIds, TheirIds, OurAmount, TheirAmount, Account, Reason,
                DecidedBy, DateOnly.FromDateTime(DecidedOn)),
            WithdrawnBy,
            WithdrawnWhy);
    }
}

/// <summary>A person's decision with its place (人工处理记录).</summary>
/// <param name="Period">In which it was taken; numbers of lines in the dealer's file are of this period.</param>
/// <param name="WithdrawnBy">Number of the decision that took it back; null: it holds.</param>
internal sealed record StoredDecision(
    string DealerCode, Period Period, Decision Decision, long? WithdrawnBy = null, string? WithdrawnWhy = null);
