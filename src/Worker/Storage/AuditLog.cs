using Dapper;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// <c>ops.audit</c> (操作日志): who did what to which thing. The row is committed before the action is carried out, so
/// an action without a row cannot be, while a row without its effect tells of an attempt.
/// </summary>
internal sealed class AuditLog(Database database)
{
    private const int LongestDetail = 2000;

    private const string Insert =
        "INSERT INTO ops.audit (actor, action, subject, detail) VALUES (@actor, @action, @subject, @detail)";

    public async Task WriteAsync(
        string actor, string action, string subject, string? detail, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            Insert, new { actor, action, subject, detail = Short(detail) }, cancellationToken: cancel));
    }

    /// <summary>For an action that is itself one transaction: row and effect stand or fall together.</summary>
    public static Task WriteAsync(
        NpgsqlTransaction transaction,
        string actor,
        string action,
        string subject,
        string? detail,
        CancellationToken cancel) =>
        Sql.ExecuteAsync(transaction, Insert, cancel, new { actor, action, subject, detail = Short(detail) });

    private static string? Short(string? detail) =>
        detail is { Length: > LongestDetail } ? detail[..LongestDetail] + "…" : detail;
}
