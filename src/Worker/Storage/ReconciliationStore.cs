using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Pipelines.Reconcile;
using Npgsql;
using NpgsqlTypes;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>result.reconciliation</c> with its matches and breaks.</summary>
internal static class ReconciliationStore
{
    private static readonly NpgsqlDbType[] HeadTypes =
    [
        NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text,
        NpgsqlDbType.Numeric, NpgsqlDbType.Numeric, NpgsqlDbType.Numeric, NpgsqlDbType.Numeric, NpgsqlDbType.Numeric,
        NpgsqlDbType.Numeric, NpgsqlDbType.Numeric, NpgsqlDbType.Numeric, NpgsqlDbType.Integer, NpgsqlDbType.Text,
    ];

    private static readonly NpgsqlDbType[] MatchTypes =
    [
        NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Integer, NpgsqlDbType.Text, NpgsqlDbType.Integer,
        NpgsqlDbType.Numeric, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Numeric, NpgsqlDbType.Numeric,
        NpgsqlDbType.Text,
    ];

    private static readonly NpgsqlDbType[] BreakTypes =
    [
        NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Integer, NpgsqlDbType.Text, NpgsqlDbType.Text,
        NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Numeric, NpgsqlDbType.Numeric,
        NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text,
    ];

    public static async Task SaveAsync(
        NpgsqlTransaction transaction, long run, Period period, IReadOnlyList<DealerOutcome> outcomes,
        CancellationToken cancel)
    {
        await BulkCopy.SendAsync(
            transaction,
            """
            result.reconciliation (run_id, dealer_code, period, currency, status, our_opening, our_closing,
            their_opening,
                their_closing, difference, explained, residual, matched, matches, note)
            """,
            HeadTypes,
            outcomes.Select(o => HeadRow(run, period, o)),
            cancel);
        await BulkCopy.SendAsync(
            transaction,
            """
            result.match (run_id, dealer_code, no, step, rule_version, score, our_ids, their_ids, our_amount,
            their_amount,
                arithmetic)
            """,
            MatchTypes,
            outcomes.SelectMany(o => o.Result is { } r
                ? r.Matches.Select((m, i) => MatchRow(run, r.DealerCode, i + 1, m)) : []),
            cancel);
        await BulkCopy.SendAsync(
            transaction,
            """
            result.break (run_id, dealer_code, no, kind, cause, reference, our_id, their_id, amount, effect, arithmetic,
                evidence, documents, our_period, their_period)
            """,
            BreakTypes,
            outcomes.SelectMany(o => o.Result is { } r
                ? r.Breaks.Select((b, i) => BreakRow(run, r.DealerCode, i + 1, b)) : []),
            cancel);
    }

    public static async Task<ReconciliationSummary> SummariseAsync(
        NpgsqlTransaction transaction, long run, CancellationToken cancel)
    {
        var figures = (await Sql.QueryAsync<(int Dealers, int Green, decimal Matched, decimal Difference,
            decimal Residual)>(
            transaction,
            """
            SELECT count(*)::int, (count(*) FILTER (WHERE status = 'green'))::int, coalesce(sum(matched), 0),
                   coalesce(sum(difference), 0), coalesce(sum(abs(residual)), 0)
              FROM result.reconciliation WHERE run_id = @run
            """,
            cancel,
            new { run })).Single();
        var causes = await Sql.QueryAsync<(string Cause, decimal Amount)>(
            transaction,
            """
            SELECT coalesce(cause, 'Unexplained'), sum(abs(amount)) FROM result.break
             WHERE run_id = @run GROUP BY 1 ORDER BY 1
            """,
            cancel,
            new { run });
        var incomplete = await Sql.QueryAsync<string>(
            transaction,
            "SELECT dealer_code FROM result.reconciliation WHERE run_id = @run AND status = 'incomplete' ORDER BY 1",
            cancel,
            new { run });
        return new ReconciliationSummary(
            figures.Dealers, figures.Green, figures.Matched, figures.Difference, figures.Residual,
            causes.ToDictionary(c => c.Cause, c => c.Amount), incomplete);
    }

    private static object?[] HeadRow(long run, Period period, DealerOutcome outcome)
    {
        var (books, result, incomplete) = outcome;
        var status = result is null ? "incomplete" : result.IsGreen ? "green" : "open";
        var findings = result is null ? incomplete : string.Join(" ", result.Findings.Select(f => f.Message));
        return
        [
            run, books.Ours.DealerCode, period.ToString(), books.Ours.Currency, status,
            books.Ours.OpeningBalance, books.Ours.ClosingBalance, books.Theirs?.OpeningBalance,
            books.Theirs?.ClosingBalance,
            result?.Difference, result?.Explained.Values.Sum(), result?.Residual,
            result?.Matches.Sum(m => Math.Abs(m.OurAmount)) ?? 0m, result?.Matches.Count ?? 0,
            string.IsNullOrEmpty(findings) ? null : findings,
        ];
    }

    private static object?[] MatchRow(long run, string dealer, int no, Match match) =>
    [
        run, dealer, no, match.Step, match.RuleVersion, match.Score, Ids(match.Ours), Ids(match.Theirs),
        match.OurAmount,
        match.TheirAmount, match.Arithmetic,
    ];

    private static object?[] BreakRow(long run, string dealer, int no, Break found) =>
    [
        run, dealer, no, found.Kind.ToString(), found.Cause?.ToString(), found.Reference, found.Ours?.Id,
        found.Theirs?.Id,
        found.Amount, found.Effect, found.Arithmetic, found.Evidence, string.Join(' ', found.Documents),
        found.OurPeriod?.ToString(), found.TheirPeriod?.ToString(),
    ];

    private static string Ids(IReadOnlyList<BookEntry> entries) => string.Join(' ', entries.Select(e => e.Id));
}

/// <summary>
/// Figures of a reconciliation run. The residual adds up absolute values: opposite ones must not cancel.
/// </summary>
internal sealed record ReconciliationSummary(
    int Dealers, int Green, decimal Matched, decimal Difference, decimal Residual,
    IReadOnlyDictionary<string, decimal> BrokenByCause, IReadOnlyList<string> Incomplete);
