using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Reads the results of reconciliations back, for statements, pages, explanations and decisions: one shape each.
/// </summary>
internal static class ReconciledStore
{
    private const string Matches =
        """
        SELECT dealer_code AS dealerCode, no, step, score, our_ids AS ourIds, their_ids AS theirIds,
               our_amount AS ourAmount, their_amount AS theirAmount, arithmetic
          FROM result.match
        """;

    private const string Breaks =
        """
        SELECT dealer_code AS dealerCode, no, kind, cause, reference, our_id AS ourId, their_id AS theirId, amount,
               effect, arithmetic, evidence, documents, our_period AS ourPeriod, their_period AS theirPeriod, item,
               our_correction AS ourCorrection, carried_from AS carriedFrom, may_be_written_off AS mayBeWrittenOff,
               nearest, account, currency, tolerated, checks
          FROM result.break
        """;

    // Where a dealer has one book, its lines do not repeat which.
    private const string OfBook =
        "WHERE run_id = @RunId AND dealer_code = @DealerCode AND coalesce(currency, @Currency) = @Currency";

    /// <summary>The books of each dealer in the last of the runs that covered it, by dealer and book.</summary>
    /// <param name="transaction">Only read.</param>
    /// <param name="runs">Reconciliations of one kind of books and one period.</param>
    /// <param name="dealer">One dealer's code; null: all.</param>
    /// <param name="cancel">Stops waiting.</param>
    public static Task<IReadOnlyList<StoredReconciliation>> BooksAsync(
        NpgsqlTransaction transaction, IReadOnlyList<long> runs, string? dealer, CancellationToken cancel) =>
        Sql.QueryAsync<StoredReconciliation>(
            transaction, Sql.Query("reconciled-books"), cancel, new { runs = runs.ToArray(), dealer });

    /// <summary>Matches and breaks of some dealers.</summary>
    public static async Task<ReconciledDealers> LoadAsync(
        NpgsqlTransaction transaction, long run, IReadOnlyList<string> dealers, CancellationToken cancel)
    {
        const string ofDealers = "WHERE run_id = @run AND dealer_code = ANY(@dealers) ORDER BY dealer_code, no";
        var which = new { run, dealers = dealers.ToArray() };
        return new ReconciledDealers(
            await Sql.QueryAsync<StoredMatch>(transaction, $"{Matches} {ofDealers}", cancel, which),
            await Sql.QueryAsync<StoredBreak>(transaction, $"{Breaks} {ofDealers}", cancel, which));
    }

    /// <summary>What is left unexplained of some dealers, in absolute amounts.</summary>
    public static async Task<decimal> ResidualAsync(
        NpgsqlTransaction transaction, long run, IReadOnlyList<string> dealers, CancellationToken cancel) =>
        (await Sql.QueryAsync<decimal>(
            transaction,
            """
            SELECT coalesce(sum(abs(residual)), 0) FROM result.reconciliation
             WHERE run_id = @run AND dealer_code = ANY(@dealers)
            """,
            cancel,
            new { run, dealers = dealers.ToArray() })).Single();

    /// <summary>Matches of a book in the order of their numbers.</summary>
    public static Task<IReadOnlyList<StoredMatch>> MatchesAsync(
        NpgsqlTransaction transaction, StoredReconciliation book, LinesWanted wanted, CancellationToken cancel) =>
        Sql.QueryAsync<StoredMatch>(
            transaction,
            $"""
            {Matches} {OfBook}
               AND (@Of::text IS NULL OR no::text = @Of OR our_ids = @Of OR their_ids = @Of
                    OR @Of = ANY (string_to_array(our_ids, ' ')))
             ORDER BY no OFFSET @Skip LIMIT @Count
            """,
            cancel,
            new { book.RunId, book.DealerCode, book.Currency, wanted.Of, wanted.Skip, wanted.Count });

    /// <summary>Breaks of a book, those without a cause first.</summary>
    public static Task<IReadOnlyList<StoredBreak>> BreaksAsync(
        NpgsqlTransaction transaction, StoredReconciliation book, LinesWanted wanted, CancellationToken cancel) =>
        Sql.QueryAsync<StoredBreak>(
            transaction,
            $"""
            {Breaks} {OfBook}
               AND (@Of::text IS NULL OR no::text = @Of OR @Of IN (reference, our_id, their_id, item))
             ORDER BY cause IS NOT NULL, no OFFSET @Skip LIMIT @Count
            """,
            cancel,
            new { book.RunId, book.DealerCode, book.Currency, wanted.Of, wanted.Skip, wanted.Count });

    /// <summary>Breaks of a book by cause, the unexplained ones first, then the largest.</summary>
    public static Task<IReadOnlyList<CauseLine>> CausesAsync(
        NpgsqlTransaction transaction, StoredReconciliation book, CancellationToken cancel) =>
        Sql.QueryAsync<CauseLine>(
            transaction,
            $"""
            SELECT cause, count(*)::int, sum(effect) AS effect FROM result.break {OfBook}
             GROUP BY cause ORDER BY cause IS NOT NULL, abs(sum(effect)) DESC, cause
            """,
            cancel,
            new { book.RunId, book.DealerCode, book.Currency });

    /// <summary>Sets of lines that a person has to decide on, in words.</summary>
    public static Task<IReadOnlyList<string>> ProposalsAsync(
        NpgsqlTransaction transaction, long run, string dealer, CancellationToken cancel) =>
        Sql.QueryAsync<string>(
            transaction,
            """
            SELECT our_ids || ' = ' || their_ids || ' (' || step || '): ' || reason
              FROM result.proposal WHERE run_id = @run AND dealer_code = @dealer ORDER BY 1
            """,
            cancel,
            new { run, dealer });

    /// <summary>Matches of a ledger that hold any of the lines.</summary>
    public static Task<IReadOnlyList<StoredMatch>> MatchesHoldingAsync(
        NpgsqlTransaction transaction, long run, string dealer, IReadOnlyList<string> ours,
        IReadOnlyList<string> theirs, CancellationToken cancel) =>
        Sql.QueryAsync<StoredMatch>(
            transaction,
            $"""
            {Matches} WHERE run_id = @run AND dealer_code = @dealer
               AND (string_to_array(our_ids, ' ') && @ours OR string_to_array(their_ids, ' ') && @theirs)
             ORDER BY no
            """,
            cancel,
            new { run, dealer, ours = ours.ToArray(), theirs = theirs.ToArray() });

    public static async Task<StoredMatch?> MatchAsync(
        NpgsqlTransaction transaction, long run, string dealer, int no, CancellationToken cancel) =>
        (await Sql.QueryAsync<StoredMatch>(
            transaction,
            $"{Matches} WHERE run_id = @run AND dealer_code = @dealer AND no = @no",
            cancel,
            new { run, dealer, no })).SingleOrDefault();

    /// <summary>Breaks of a ledger between exactly the lines that the item names.</summary>
    public static Task<IReadOnlyList<StoredBreak>> BreaksBetweenAsync(
        NpgsqlTransaction transaction, long run, string dealer, string item, CancellationToken cancel) =>
        Sql.QueryAsync<StoredBreak>(
            transaction,
            $"{Breaks} WHERE run_id = @run AND dealer_code = @dealer AND item = @item ORDER BY no",
            cancel,
            new { run, dealer, item });
}

/// <summary>Which lines of a book are asked for.</summary>
/// <param name="Of">A document number, a row of the dealer's file, or the number in the list; null: all.</param>
internal sealed record LinesWanted(string? Of = null, int Skip = 0, int Count = int.MaxValue)
{
    public static readonly LinesWanted All = new();
}

/// <summary>Breaks of one cause; null: unexplained.</summary>
internal sealed record CauseLine(string? Cause, int Count, decimal Effect);

/// <summary>Matches and breaks of some dealers.</summary>
internal sealed class ReconciledDealers(IReadOnlyList<StoredMatch> matches, IReadOnlyList<StoredBreak> breaks)
{
    private readonly ILookup<string, StoredMatch> _matches =
        matches.ToLookup(m => m.DealerCode, StringComparer.Ordinal);

    private readonly ILookup<string, StoredBreak> _breaks = breaks.ToLookup(b => b.DealerCode, StringComparer.Ordinal);

    public IEnumerable<StoredMatch> MatchesOf(string dealer) => _matches[dealer];

    public IEnumerable<StoredBreak> BreaksOf(string dealer) => _breaks[dealer];
}
