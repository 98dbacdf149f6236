using DealerIntegration.Worker.Observability;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Jobs;

/// <summary>Keeps a chunk's lease alive while it is worked on, and cancels the work once the lease is lost.</summary>
internal sealed class LeaseHeartbeat : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _work;
    private readonly Task _beating;

    public LeaseHeartbeat(
        ChunkStore chunks, long run, Chunk chunk, TimeSpan lease, ILogger log, CancellationToken cancel)
    {
        _stop = new CancellationTokenSource();
        _work = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _beating = Task.Run(() => BeatAsync(chunks, run, chunk, lease, log), CancellationToken.None);
    }

    public CancellationToken Token => _work.Token;

    public bool Lost { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        _stop.Dispose();
        _work.Dispose();
    }

    private async Task BeatAsync(ChunkStore chunks, long run, Chunk chunk, TimeSpan lease, ILogger log)
    {
        try
        {
            while (true)
            {
                await Task.Delay(lease / 3, _stop.Token);
                if (await TryRenewAsync(chunks, run, chunk, lease, log) == false)
                {
                    Lost = true;
                    await _work.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The chunk is done.
        }
    }

    /// <summary>Null when the database could not be asked: the next beat may still be in time.</summary>
    private async Task<bool?> TryRenewAsync(ChunkStore chunks, long run, Chunk chunk, TimeSpan lease, ILogger log)
    {
        try
        {
            return await chunks.RenewAsync(run, chunk.No, chunk.Token, lease, _stop.Token);
        }
        catch (NpgsqlException e)
        {
            // Not fatal here: if the database stays away, the commit fails or is fenced.
            log.HeartbeatFailed(e, run, chunk.No);
            return null;
        }
    }
}
