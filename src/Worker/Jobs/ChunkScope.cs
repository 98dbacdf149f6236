using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Jobs;

/// <summary>
/// A worker's hold on one chunk. Effect and checkpoint commit in one transaction that ends with an update of the chunk
/// under the token of this claim: a worker that slept through its lease cannot commit any more.
/// </summary>
internal sealed class ChunkScope(
    Database database, ChunkStore chunks, RunCloser closer, Run run, Chunk chunk, TimeSpan lease,
    CancellationToken cancel)
{
    public Run Run { get; } = run;

    public Chunk Chunk { get; } = chunk;

    /// <summary>Fires when the hub stops, or when the lease was lost and going on would be in vain.</summary>
    public CancellationToken Cancel { get; } = cancel;

    /// <summary>True when this worker's commit was the last of the run and closed it.</summary>
    public bool ClosedRun { get; private set; }

    /// <summary>Commits an effect together with how far the chunk has come, which the effect returns.</summary>
    /// <exception cref="FencedException">Another worker holds the chunk now; nothing was committed.</exception>
    public async Task CommitAsync(Func<NpgsqlTransaction, Task<ChunkProgress>> effect)
    {
        ClosedRun = await database.InTransactionAsync(
            async (_, transaction) =>
            {
                var progress = await effect(transaction);
                await chunks.SaveAsync(transaction, Run.Id, Chunk, progress, lease);
                return progress.Done && await closer.CountDownAsync(transaction, Run, Cancel);
            },
            Cancel);
    }
}

/// <summary>How far a chunk has come; counts are of the whole chunk so far, not of the last step.</summary>
internal sealed record ChunkProgress(bool Done, long RowsIn, long Rejected, string Counts = "{}",
    string? Checkpoint = null);

/// <summary>
/// The chunk belongs to another worker by now. Not a failure of the run: somebody else goes on with it.
/// </summary>
internal sealed class FencedException(long run, int chunk)
    : Exception($"Chunk {chunk} of run {run} was taken over by another worker; this worker's effect was rolled back.");
