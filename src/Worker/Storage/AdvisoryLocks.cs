using Dapper;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// PostgreSQL's advisory locks by name. They end with their transaction or connection, never by a clock.
/// </summary>
internal static class AdvisoryLocks
{
    public const long Migration = 0x4855_4200_0001;

    /// <summary>
    /// Writers of canonical versions share it, a run that fixes its watermark takes it alone: every version number up
    /// to the watermark is then committed, which a sequence by itself does not promise.
    /// </summary>
    public const long Watermark = 0x4855_4200_0002;

    /// <summary>First half of the lock of a dealer's statements: two runs must not give out one number.</summary>
    private const int Statements = 0x4855_4203;

    public static Task ShareAsync(NpgsqlTransaction transaction, long key) =>
        transaction.Connection!.ExecuteAsync("SELECT pg_advisory_xact_lock_shared(@key)", new { key }, transaction);

    public static Task TakeAsync(NpgsqlTransaction transaction, long key) =>
        transaction.Connection!.ExecuteAsync("SELECT pg_advisory_xact_lock(@key)", new { key }, transaction);

    /// <summary>In the order of the keys, so that two runs over the same dealers cannot wait in a circle.</summary>
    public static Task TakeStatementsAsync(NpgsqlTransaction transaction, IReadOnlyList<string> dealers) =>
        transaction.Connection!.ExecuteAsync(
            """
            SELECT pg_advisory_xact_lock(@family, key)
              FROM (SELECT DISTINCT hashtext(code) AS key FROM unnest(@dealers) AS t (code) ORDER BY 1) AS keys
            """,
            new { family = Statements, dealers = dealers.ToArray() },
            transaction);
}
