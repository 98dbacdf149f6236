using System.Buffers.Binary;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// <c>ops.seen_key</c> (已到键值): which documents each part of a pull brought, until its run ends. Parts are read by
/// several workers; the run is judged by all of them together.
/// </summary>
internal static class SeenKeyStore
{
    private const int KeyBytes = 16;
    private const int KeysInSlice = 65_536;

    /// <param name="round">How often the run has read its parts before.</param>
    public static async Task KeepAsync(
        NpgsqlTransaction transaction, long run, int chunk, int round, IReadOnlyCollection<UInt128> keys,
        CancellationToken cancel)
    {
        var slice = 0;
        foreach (var batch in keys.Chunk(KeysInSlice))
        {
            var bytes = new byte[batch.Length * KeyBytes];
            for (var i = 0; i < batch.Length; i++)
            {
                BinaryPrimitives.WriteUInt128LittleEndian(bytes.AsSpan(i * KeyBytes), batch[i]);
            }

            await Sql.ExecuteAsync(
                transaction,
                """
                INSERT INTO ops.seen_key (run_id, chunk_no, round, slice, keys)
                VALUES (@run, @chunk, @round, @slice, @bytes)
                """,
                cancel,
                new { run, chunk, round, slice = slice++, bytes });
        }
    }

    /// <summary>Tells every key that came in a round.</summary>
    public static async Task EachAsync(
        NpgsqlTransaction transaction, long run, int round, Action<UInt128> found, CancellationToken cancel)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT keys FROM ops.seen_key WHERE run_id = @run AND round = @round";
        command.Parameters.AddWithValue("run", run);
        command.Parameters.AddWithValue("round", round);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var bytes = reader.GetFieldValue<byte[]>(0);
            for (var at = 0; at < bytes.Length; at += KeyBytes)
            {
                found(BinaryPrimitives.ReadUInt128LittleEndian(bytes.AsSpan(at)));
            }
        }
    }

    /// <summary>The run has ended: its keys go, and with them what runs that failed have left behind.</summary>
    public static Task ClearAsync(NpgsqlTransaction transaction, long run, string scope, CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            """
            DELETE FROM ops.seen_key s USING ops.run r
             WHERE r.id = s.run_id AND r.pipeline = 'import' AND r.scope = @scope
               AND (r.id = @run OR r.status = 'failed')
            """,
            cancel,
            new { run, scope });
}
