using Dapper;
using DealerIntegration.Worker.Jobs;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>ops.run_chunk</c>: claims by the database's clock, saves under the token of the claim.</summary>
internal sealed class ChunkStore(Database database)
{
    /// <summary>Takes the next free chunk of a running run, or null when there is none right now.</summary>
    public async Task<Chunk?> ClaimAsync(long run, string worker, TimeSpan lease, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<Chunk>(new CommandDefinition(
            """
            UPDATE ops.run_chunk c
               SET token = nextval('ops.chunk_token'), lease_until = clock_timestamp() + @lease, claimed_by = @worker,
                   attempts = attempts + 1, started_at = coalesce(started_at, clock_timestamp())
             WHERE run_id = @run
               AND no = (SELECT no FROM ops.run_chunk
                          WHERE run_id = @run AND status = 'open'
                            AND (lease_until IS NULL OR lease_until < clock_timestamp())
                          ORDER BY no
                            FOR UPDATE SKIP LOCKED
                          LIMIT 1)
               AND EXISTS (SELECT 1 FROM ops.run WHERE id = @run AND status = 'running')
            RETURNING no, content::text AS content, token, checkpoint, attempts, rows_in AS rowsIn, rejected,
                      counts::text AS counts
            """,
            new { run, worker, lease },
            cancellationToken: cancel));
    }

    /// <summary>Renews the lease. False: the chunk was lost.</summary>
    public async Task<bool> RenewAsync(long run, int no, long token, TimeSpan lease, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE ops.run_chunk SET lease_until = clock_timestamp() + @lease
             WHERE run_id = @run AND no = @no AND token = @token AND status = 'open'
            """,
            new { run, no, token, lease },
            cancellationToken: cancel)) == 1;
    }

    /// <summary>Last statement of an effect: writes the progress, or fences a worker that lost the chunk.</summary>
    public async Task SaveAsync(
        NpgsqlTransaction transaction, long run, Chunk chunk, ChunkProgress progress, TimeSpan lease)
    {
        var saved = await transaction.Connection!.ExecuteAsync(
            """
            UPDATE ops.run_chunk
               SET status = CASE WHEN @Done THEN 'done' ELSE 'open' END,
                   lease_until = CASE WHEN @Done THEN NULL ELSE clock_timestamp() + @lease END,
                   checkpoint = @Checkpoint, rows_in = @RowsIn, rejected = @Rejected, counts = @Counts::jsonb,
                   error = NULL, ended_at = CASE WHEN @Done THEN clock_timestamp() END
             WHERE run_id = @run AND no = @no AND token = @token AND status = 'open'
            """,
            new
            {
                progress.Done,
                progress.Checkpoint,
                progress.RowsIn,
                progress.Rejected,
                progress.Counts,
                run,
                no = chunk.No,
                token = chunk.Token,
                lease,
            },
            transaction);
        if (saved != 1)
        {
            throw new FencedException(run, chunk.No);
        }
    }

    /// <summary>Gives a chunk back after a transient failure, not to be taken before the pause is over.</summary>
    public async Task ReleaseAsync(long run, Chunk chunk, string error, TimeSpan pause, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE ops.run_chunk SET lease_until = clock_timestamp() + @pause, error = @error
             WHERE run_id = @run AND no = @no AND token = @token AND status = 'open'
            """,
            new { run, no = chunk.No, token = chunk.Token, pause, error },
            cancellationToken: cancel));
    }

    /// <summary>How long until a chunk of the run can be claimed; null when none is open.</summary>
    public async Task<TimeSpan?> NextClaimableInAsync(long run, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QuerySingleAsync<TimeSpan?>(new CommandDefinition(
            """
            SELECT min(greatest(coalesce(lease_until, clock_timestamp()) - clock_timestamp(), interval '0'))
              FROM ops.run_chunk WHERE run_id = @run AND status = 'open'
            """,
            new { run },
            cancellationToken: cancel));
    }

    public static async Task AddAsync(NpgsqlTransaction transaction, long run, IReadOnlyList<string> contents)
    {
        await transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO ops.run_chunk (run_id, no, content)
            SELECT @run, n, c::jsonb FROM unnest(@contents) WITH ORDINALITY AS t (c, n)
            """,
            new { run, contents = contents.ToArray() },
            transaction);
    }

    /// <summary>Opens all chunks of a run again, from their beginnings and with these counts in their order.</summary>
    public static Task ReopenAsync(NpgsqlTransaction transaction, long run, IReadOnlyList<string> counts) =>
        transaction.Connection!.ExecuteAsync(
            """
            UPDATE ops.run_chunk c
               SET status = 'open', token = NULL, lease_until = NULL, checkpoint = NULL, attempts = 0, rows_in = 0,
                   rejected = 0, counts = t.counts::jsonb, ended_at = NULL
              FROM unnest(@counts) WITH ORDINALITY AS t (counts, no)
             WHERE c.run_id = @run AND c.no = t.no;
            UPDATE ops.run SET remaining = chunks WHERE id = @run
            """,
            new { run, counts = counts.ToArray() },
            transaction);

    public static async Task<IReadOnlyList<string>> ContentsAsync(NpgsqlTransaction transaction, long run) =>
        (await transaction.Connection!.QueryAsync<string>(
            "SELECT content::text FROM ops.run_chunk WHERE run_id = @run ORDER BY no", new { run },
            transaction)).AsList();

    public static async Task<IReadOnlyList<string>> CountsAsync(NpgsqlTransaction transaction, long run) =>
        (await transaction.Connection!.QueryAsync<string>(
            "SELECT counts::text FROM ops.run_chunk WHERE run_id = @run ORDER BY no", new { run },
            transaction)).AsList();
}
