using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>delivery.file</c>: what was put into dealers' outboxes, by which run.</summary>
internal static class FileStore
{
    public static Task AddAsync(
        NpgsqlTransaction transaction, long run, string dealer, string kind, string path, CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO delivery.file (run_id, dealer_code, kind, path) VALUES (@run, @dealer, @kind, @path)
            ON CONFLICT DO NOTHING
            """,
            cancel,
            new { run, dealer, kind, path });

    public static async Task<long> CountAsync(NpgsqlTransaction transaction, long run, CancellationToken cancel) =>
        (await Sql.QueryAsync<long>(
            transaction, "SELECT count(*) FROM delivery.file WHERE run_id = @run", cancel, new { run })).Single();
}
