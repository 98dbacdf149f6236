using DealerIntegration.Domain.Values;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Reads the result of a reconciliation back, for the dealers' statements.</summary>
internal static class ReconciledStore
{
    public static async Task<ReconciledDealers> LoadAsync(
        NpgsqlTransaction transaction, long run, IReadOnlyList<string> dealers, CancellationToken cancel)
    {
        var which = new { run, dealers = dealers.ToArray() };
        var matches = await Sql.QueryAsync<StoredMatch>(
            transaction,
            """
            SELECT dealer_code AS dealerCode, step, our_ids AS ourIds, their_ids AS theirIds, our_amount AS ourAmount,
                   their_amount AS theirAmount, arithmetic
              FROM result.match WHERE run_id = @run AND dealer_code = ANY(@dealers) ORDER BY dealer_code, no
            """,
            cancel,
            which);
        var breaks = await Sql.QueryAsync<StoredBreak>(
            transaction,
            """
            SELECT dealer_code AS dealerCode, kind, cause, our_id AS ourId, their_id AS theirId, effect, arithmetic,
                   evidence, item, carried_from AS carriedFrom, nearest, account
              FROM result.break WHERE run_id = @run AND dealer_code = ANY(@dealers) ORDER BY dealer_code, no
            """,
            cancel,
            which);
        return new ReconciledDealers(matches, breaks);
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
}

/// <summary>Matches and breaks of some dealers.</summary>
internal sealed class ReconciledDealers(IReadOnlyList<StoredMatch> matches, IReadOnlyList<StoredBreak> breaks)
{
    private readonly ILookup<string, StoredMatch> _matches =
        matches.ToLookup(m => m.DealerCode, StringComparer.Ordinal);

    private readonly ILookup<string, StoredBreak> _breaks = breaks.ToLookup(b => b.DealerCode, StringComparer.Ordinal);

    public IEnumerable<StoredMatch> MatchesOf(string dealer) => _matches[dealer];

    public IEnumerable<StoredBreak> BreaksOf(string dealer) => _breaks[dealer];
}

/// <param name="Arithmetic">Null for one line against an equal one.</param>
internal sealed record StoredMatch(
    string DealerCode, string Step, string OurIds, string TheirIds, decimal OurAmount, decimal TheirAmount,
    string? Arithmetic)
{
    public string Reason => Arithmetic
        ?? $"{OurIds} | {TheirIds}: ours {AmountText.Of(OurAmount)} = theirs {AmountText.Of(TheirAmount)}";
}

internal sealed record StoredBreak(
    string DealerCode, string Kind, string? Cause, string? OurId, string? TheirId, decimal Effect, string Arithmetic,
    string? Evidence, string Item, string? CarriedFrom, string? Nearest, string? Account);
