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
        return await transaction.Connection!.QuerySingleAsync<long>(
            "SELECT last_value FROM canonical.version_seq", transaction: transaction);
    }
}
