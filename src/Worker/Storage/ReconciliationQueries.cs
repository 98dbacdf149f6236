using Dapper;

namespace DealerIntegration.Worker.Storage;

/// <summary>What the dashboard shows of a reconciliation: its dealers, their breaks and matches by the page.</summary>
internal sealed class ReconciliationQueries(Database database)
{
    public Task<IReadOnlyList<Months.MonthDealer>> DealersAsync(long run, CancellationToken cancel) =>
        database.InTransactionAsync(
            (_, transaction) => PeriodFactsStore.OfRunAsync(transaction, run, cancel), cancel);

    /// <summary>
    /// The newest workbooks of a kind (statement, rebate) and period by dealer, numbered as the files of their run.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, StatementDownload>> FilesAsync(
        string kind, string period, IReadOnlyList<string> dealers, CancellationToken cancel) =>
        (await ListAsync<StatementDownload>(
            """
            SELECT DISTINCT ON (f.dealer_code) f.dealer_code AS "DealerCode", f.run_id AS "RunId",
                   (SELECT count(*) FROM delivery.file g
                     WHERE g.run_id = f.run_id AND g.path COLLATE "C" <= f.path COLLATE "C") AS "No"
              FROM delivery.file f JOIN ops.run r ON r.id = f.run_id
             WHERE f.kind = @kind AND f.dealer_code = ANY(@dealers) AND r.period = @period
               AND r.status IN ('succeeded', 'incomplete')
             ORDER BY f.dealer_code, f.run_id DESC
            """,
            new { kind, period, dealers = dealers.ToArray() },
            cancel)).ToDictionary(f => f.DealerCode, StringComparer.Ordinal);

    /// <summary>Breaks by cause, the unexplained ones first, then the largest.</summary>
    public Task<IReadOnlyList<CauseLine>> CausesAsync(long run, string dealer, CancellationToken cancel) =>
        ListAsync<CauseLine>(
            """
            SELECT cause AS "Cause", count(*)::int AS "Count", sum(effect) AS "Effect" FROM result.break
             WHERE run_id = @run AND dealer_code = @dealer
             GROUP BY cause ORDER BY cause IS NOT NULL, abs(sum(effect)) DESC, cause
            """,
            new { run, dealer },
            cancel);

    /// <summary>Breaks without a cause first, in the order of their numbers.</summary>
    public Task<IReadOnlyList<BreakLine>> BreaksAsync(
        long run, string dealer, int skip, int count, CancellationToken cancel) =>
        ListAsync<BreakLine>(
            """
            SELECT no AS "No", kind AS "Kind", cause AS "Cause", reference AS "Reference", item AS "Item",
                   amount AS "Amount", effect AS "Effect", arithmetic AS "Arithmetic", evidence AS "Evidence",
                   documents AS "Documents", our_period AS "OurPeriod", their_period AS "TheirPeriod",
                   carried_from AS "CarriedFrom", nearest AS "Nearest"
              FROM result.break WHERE run_id = @run AND dealer_code = @dealer
             ORDER BY cause IS NOT NULL, no OFFSET @skip LIMIT @count
            """,
            new { run, dealer, skip, count },
            cancel);

    /// <summary>Matches of a dealer are numbered without a gap: a page is a range of numbers.</summary>
    public Task<IReadOnlyList<MatchLine>> MatchesAsync(
        long run, string dealer, int skip, int count, CancellationToken cancel) =>
        ListAsync<MatchLine>(
            """
            SELECT no AS "No", step AS "Step", score AS "Score", our_ids AS "OurIds", their_ids AS "TheirIds",
                   our_amount AS "OurAmount", their_amount AS "TheirAmount", arithmetic AS "Arithmetic"
              FROM result.match
             WHERE run_id = @run AND dealer_code = @dealer AND no > @skip AND no <= @skip + @count ORDER BY no
            """,
            new { run, dealer, skip, count },
            cancel);

    private async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object parameters, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return (await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancel)))
            .AsList();
    }
}

/// <summary>Where a dealer's workbook can be downloaded.</summary>
internal sealed record StatementDownload(string DealerCode, long RunId, long No);

/// <summary>Breaks of one cause; null: unexplained.</summary>
internal sealed record CauseLine(string? Cause, int Count, decimal Effect);

/// <summary>A difference as it was stored (差异).</summary>
internal sealed record BreakLine(
    int No, string Kind, string? Cause, string Reference, string Item, decimal Amount, decimal Effect,
    string Arithmetic, string? Evidence, string Documents, string? OurPeriod, string? TheirPeriod, string? CarriedFrom,
    string? Nearest);

/// <summary>A match as it was stored (勾对).</summary>
/// <param name="Arithmetic">Null for one line against an equal one: there is nothing to add up.</param>
internal sealed record MatchLine(
    int No, string Step, decimal Score, string OurIds, string TheirIds, decimal OurAmount,
    decimal TheirAmount, string? Arithmetic);
