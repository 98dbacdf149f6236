using DealerIntegration.Worker.Pipelines.Import;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Which run judged a stored page last, and what it rejected (拒收判定): the last replay that covered the page, else
/// the pull that brought it.
/// </summary>
internal sealed class JudgeStore(string connector, string dataset)
{
    private readonly List<(long Run, long Top)> replays = [];
    private readonly Dictionary<long, HashSet<(string? Key, string? File, long? Row)>> rejected = [];

    public async Task LoadAsync(NpgsqlTransaction transaction, CancellationToken cancel) => replays.AddRange(
        (await Sql.QueryAsync<(long Run, string Checkpoint)>(
            transaction,
            """
            SELECT r.id, c.checkpoint FROM ops.run r JOIN ops.run_chunk c ON c.run_id = r.id
             WHERE r.pipeline = 'replay' AND r.scope = @scope AND r.status = 'succeeded' AND c.checkpoint IS NOT NULL
             ORDER BY r.id DESC
            """,
            cancel,
            new { scope = $"{connector}/{dataset}" })).Select(r => (r.Run, StoredPages.TopOf(r.Checkpoint))));

    /// <summary>What was rejected of a page when it was judged last: documents by key, rows by place.</summary>
    public async Task<IReadOnlySet<(string? Key, string? File, long? Row)>> RejectedOfAsync(
        NpgsqlTransaction transaction, PageReading reading, CancellationToken cancel)
    {
        var judge = replays.Where(r => r.Top >= reading.Id).Select(r => r.Run).FirstOrDefault(reading.Run);
        if (!rejected.TryGetValue(judge, out var rows))
        {
            rejected[judge] = rows =
            [
                .. await Sql.QueryAsync<(string? Key, string? File, long? Row)>(
                    transaction,
                    """
                    SELECT DISTINCT key, CASE WHEN key IS NULL THEN file END, CASE WHEN key IS NULL THEN row_no END
                      FROM ops.rejected_row WHERE run_id = @judge AND dataset = @dataset
                    """,
                    cancel,
                    new { judge, dataset }),
            ];
        }

        return rows;
    }
}
