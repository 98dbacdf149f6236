using Dapper;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// <c>ops.schedule_pause</c>: schedules whose ticks pass without a run, and why. Every change is audited first.
/// </summary>
internal sealed class SchedulePauses(Database database)
{
    /// <summary>Why the schedule is paused; null when it is not.</summary>
    public async Task<string?> ReasonAsync(string name, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(
            "SELECT reason FROM ops.schedule_pause WHERE name = @name", new { name }, cancellationToken: cancel));
    }

    public Task PauseAsync(string name, string reason, string by, CancellationToken cancel) =>
        database.InTransactionAsync(
        async (_, transaction) =>
        {
            await AuditLog.WriteAsync(transaction, by, "schedule.pause", name, reason, cancel);
            await Sql.ExecuteAsync(
                transaction,
                """
                INSERT INTO ops.schedule_pause (name, reason, paused_by) VALUES (@name, @reason, @by)
                ON CONFLICT (name) DO UPDATE SET reason = @reason, paused_by = @by, paused_at = now()
                """,
                cancel,
                new { name, reason, by });
        },
        cancel);

    public Task ResumeAsync(string name, string by, CancellationToken cancel) => database.InTransactionAsync(
        async (_, transaction) =>
        {
            await AuditLog.WriteAsync(transaction, by, "schedule.resume", name, null, cancel);
            await Sql.ExecuteAsync(transaction, "DELETE FROM ops.schedule_pause WHERE name = @name", cancel,
                new { name });
        },
        cancel);
}
