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

    public static Task ShareAsync(NpgsqlTransaction transaction, long key) =>
        transaction.Connection!.ExecuteAsync("SELECT pg_advisory_xact_lock_shared(@key)", new { key }, transaction);

    public static Task TakeAsync(NpgsqlTransaction transaction, long key) =>
        transaction.Connection!.ExecuteAsync("SELECT pg_advisory_xact_lock(@key)", new { key }, transaction);
}
