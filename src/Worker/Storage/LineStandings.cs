using DealerIntegration.Domain.Values;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// What the last reconciliation of a dealer made of single lines: which match took them, which breaks name them. Ids of
/// several lines stand in one text, with blanks between.
/// </summary>
internal static class LineStandings
{
    /// <summary>The run whose result holds for a dealer of the period; null: there is none.</summary>
    public static async Task<(long Run, long Watermark)?> RunAsync(
        NpgsqlTransaction transaction, Period period, string dealer, CancellationToken cancel) =>
        (await Sql.QueryAsync<(long Run, long Watermark)?>(
            transaction,
            """
            SELECT r.id, r.watermark
              FROM ops.run r JOIN result.reconciliation c ON c.run_id = r.id AND c.dealer_code = @dealer
             WHERE r.pipeline = 'reconcile' AND r.period = @period AND r.scope IN ('', @dealer)
               AND r.status IN ('succeeded', 'incomplete') AND coalesce(r.parameters ->> 'dryRun', 'false') <> 'true'
             ORDER BY r.id DESC LIMIT 1
            """,
            cancel,
            new { period = period.ToString(), dealer })).SingleOrDefault();

    /// <summary>Matches that hold any of the lines.</summary>
    public static async Task<IReadOnlyList<MatchOfLines>> MatchesAsync(
        NpgsqlTransaction transaction, long run, string dealer, IReadOnlyList<string> ours,
        IReadOnlyList<string> theirs, CancellationToken cancel) =>
        [.. (await Sql.QueryAsync<MatchRow>(
            transaction,
            """
            SELECT no AS "No", step AS "Step", our_ids AS "OurIds", their_ids AS "TheirIds",
                   our_amount AS "OurAmount", their_amount AS "TheirAmount"
              FROM result.match
             WHERE run_id = @run AND dealer_code = @dealer
               AND (string_to_array(our_ids, ' ') && @ours OR string_to_array(their_ids, ' ') && @theirs)
             ORDER BY no
            """,
            cancel,
            new { run, dealer, ours = ours.ToArray(), theirs = theirs.ToArray() })).Select(row => row.ToMatch())];

    public static async Task<MatchOfLines?> MatchAsync(
        NpgsqlTransaction transaction, long run, string dealer, int no, CancellationToken cancel) =>
        (await Sql.QueryAsync<MatchRow>(
            transaction,
            """
            SELECT no AS "No", step AS "Step", our_ids AS "OurIds", their_ids AS "TheirIds",
                   our_amount AS "OurAmount", their_amount AS "TheirAmount"
              FROM result.match WHERE run_id = @run AND dealer_code = @dealer AND no = @no
            """,
            cancel,
            new { run, dealer, no })).SingleOrDefault()?.ToMatch();

    /// <summary>Breaks between exactly the lines that the item names.</summary>
    public static Task<IReadOnlyList<BreakOfLines>> BreaksAsync(
        NpgsqlTransaction transaction, long run, string dealer, string item, CancellationToken cancel) =>
        Sql.QueryAsync<BreakOfLines>(
            transaction,
            """
            SELECT no AS "No", kind AS "Kind", cause AS "Cause", amount AS "Amount" FROM result.break
             WHERE run_id = @run AND dealer_code = @dealer AND item = @item
             ORDER BY no
            """,
            cancel,
            new { run, dealer, item });

    private sealed record MatchRow(
        int No, string Step, string OurIds, string TheirIds, decimal OurAmount, decimal TheirAmount)
    {
        public MatchOfLines ToMatch() =>
            new(No, Step, OurIds.Split(' '), TheirIds.Split(' '), OurAmount, TheirAmount);
    }
}

/// <summary>A match with the ids of its lines.</summary>
internal sealed record MatchOfLines(
    int No, string Step, IReadOnlyList<string> OurIds, IReadOnlyList<string> TheirIds, decimal OurAmount,
    decimal TheirAmount);

internal sealed record BreakOfLines(int No, string Kind, string? Cause, decimal Amount);
