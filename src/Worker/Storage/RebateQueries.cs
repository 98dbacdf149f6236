using Dapper;
using DealerIntegration.Domain.Rebates;

namespace DealerIntegration.Worker.Storage;

/// <summary>What the dashboard shows of a settlement: its policies, its dealers, a result with its lines.</summary>
internal sealed class RebateQueries(Database database)
{
    /// <summary>
    /// The last settlement of a month over all dealers, or else of one; null where the month was not settled.
    /// </summary>
    public async Task<long?> LatestAsync(string month, CancellationToken cancel) => (await ListAsync<long?>(
        """
        SELECT id FROM ops.run
         WHERE pipeline = 'settle' AND period = @month AND status IN ('succeeded', 'incomplete')
         ORDER BY scope = '' DESC, id DESC LIMIT 1
        """,
        new { month },
        cancel)).SingleOrDefault();

    /// <summary>Sums of a run by policy, earning period and currency.</summary>
    public Task<IReadOnlyList<PolicyLine>> PoliciesAsync(long run, CancellationToken cancel) => ListAsync<PolicyLine>(
        """
        SELECT r.policy AS "Policy", r.version AS "Version", r.period AS "Period", r.currency AS "Currency",
               count(*)::int AS "Dealers", sum(r.earned) AS "Earned", sum(r.accrued) AS "Accrued",
               sum(r.posted_before) AS "PostedBefore", sum(r.payable) AS "Payable",
               count(*) FILTER (WHERE r.payable <> 0 OR r.goods_due <> '{}')::int AS "ToPost",
               count(*) FILTER (WHERE (r.payable <> 0 OR r.goods_due <> '{}') AND EXISTS (
                   SELECT 1 FROM delivery.posting p
                    WHERE p.settle_run = r.run_id AND p.policy = r.policy AND p.dealer_code = r.dealer_code
                      AND p.period = r.period))::int AS "Posted"
          FROM result.rebate r WHERE r.run_id = @run
         GROUP BY r.policy, r.version, r.period, r.currency ORDER BY r.policy, r.period, r.currency
        """,
        new { run },
        cancel);

    /// <summary>Results of a run by the page, dealer by dealer.</summary>
    public Task<IReadOnlyList<RebateResultLine>> ResultsAsync(
        long run, int skip, int count, CancellationToken cancel) => ListAsync<RebateResultLine>(
        """
        SELECT dealer_code AS "DealerCode", policy AS "Policy", period AS "Period", currency AS "Currency",
               basis AS "Basis", tier AS "Tier", earned AS "Earned", accrued AS "Accrued",
               posted_before AS "PostedBefore", payable AS "Payable", lines AS "Lines"
          FROM result.rebate WHERE run_id = @run
         ORDER BY dealer_code, policy, period OFFSET @skip LIMIT @count
        """,
        new { run, skip, count },
        cancel);

    public Task<SettledResult?> FindAsync(
        long run, string dealer, string policy, string period, CancellationToken cancel) =>
        database.RolledBackAsync(
            transaction => SettledStore.FindAsync(transaction, dealer, policy, period, run, cancel), cancel);

    /// <summary>A page of its lines, all documents that changed, and where it stands.</summary>
    public Task<RebateResultParts> PartsAsync(
        SettledResult result, int skip, int count, CancellationToken cancel) => database.RolledBackAsync(
        async transaction => new RebateResultParts(
            await SettledStore.LinesAsync(transaction, result.Id, skip, count, cancel),
            await SettledStore.ChangesAsync(transaction, result, cancel),
            await SettledStore.StandingAsync(transaction, result, cancel)),
        cancel);

    private async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object parameters, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return (await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancel)))
            .AsList();
    }
}

/// <summary>One policy in a settlement; of <paramref name="ToPost"/> results as many as
/// <paramref name="Posted"/> were released.</summary>
internal sealed record PolicyLine(
    string Policy, int Version, string Period, string Currency, int Dealers, decimal Earned, decimal Accrued,
    decimal PostedBefore, decimal Payable, int ToPost, int Posted);

/// <summary>One result in the list of a run.</summary>
internal sealed record RebateResultLine(
    string DealerCode, string Policy, string Period, string Currency, decimal Basis, int? Tier, decimal Earned,
    decimal Accrued, decimal PostedBefore, decimal Payable, int Lines);

/// <summary>What stands behind a result.</summary>
internal sealed record RebateResultParts(
    IReadOnlyList<RebateTraceLine> Lines, IReadOnlyList<DocumentChange> Changes, IReadOnlyList<string> Standing);
