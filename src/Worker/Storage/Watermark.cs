using Dapper;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>The state of the business that a run sees: every canonical version up to it is committed.</summary>
internal static class Watermark
{
    /// <summary>
    /// Waits for imports in flight to commit or roll back, then reads the last version number. Imports that start
    /// later get higher numbers. The lock ends with the caller's short transaction.
    /// </summary>
    public static async Task<long> FixAsync(NpgsqlTransaction transaction)
    {
        await AdvisoryLocks.TakeAsync(transaction, AdvisoryLocks.Watermark);
        // A new sequence shows its first number before it has given it out: the first document must not count as known.
        return await transaction.Connection!.QuerySingleAsync<long>(
            "SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM canonical.version_seq",
            transaction: transaction);
    }
}
