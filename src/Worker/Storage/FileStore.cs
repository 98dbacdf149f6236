using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>delivery.file</c>: what was put into dealers' outboxes, by which run.</summary>
internal static class FileStore
{
    public static Task AddAsync(
        NpgsqlTransaction transaction, long run, string dealer, string kind, string path, CancellationToken cancel,
        string? figures = null) =>
        Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO delivery.file (run_id, dealer_code, kind, path, figures)
            VALUES (@run, @dealer, @kind, @path, @figures)
            ON CONFLICT DO NOTHING
            """,
            cancel,
            new { run, dealer, kind, path, figures });

    /// <summary>Whether the last file of this kind that the dealer got holds these very figures.</summary>
    public static async Task<bool> IsKnownAsync(
        NpgsqlTransaction transaction, string dealer, string kind, string figures, CancellationToken cancel) =>
        (await Sql.QueryAsync<string?>(
            transaction,
            """
            SELECT figures FROM delivery.file WHERE dealer_code = @dealer AND kind = @kind ORDER BY run_id DESC LIMIT 1
            """,
            cancel,
            new { dealer, kind })).SingleOrDefault() == figures;

    public static async Task<long> CountAsync(NpgsqlTransaction transaction, long run, CancellationToken cancel) =>
        (await Sql.QueryAsync<long>(
            transaction, "SELECT count(*) FROM delivery.file WHERE run_id = @run", cancel, new { run })).Single();
}
