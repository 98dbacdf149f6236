using DealerIntegration.Domain.Diversion.Custody;
using Npgsql;
using NpgsqlTypes;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>result.custody_problem</c>: what does not fit in the events of codes, as a run met it.</summary>
internal static class CustodyProblemStore
{
    private static readonly NpgsqlDbType[] Types =
    [
        NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Array | NpgsqlDbType.Text,
        NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text,
    ];

    public static Task SaveAsync(
        NpgsqlTransaction transaction, long run, IReadOnlyList<CustodyProblem> problems, CancellationToken cancel) =>
        problems.Count == 0
            ? Task.CompletedTask
            : BulkCopy.SendAsync(
                transaction,
                "result.custody_problem (run_id, code, fault, event_ids, origin, message, remedy)",
                Types,
                problems.Select(p => new object?[]
                {
                    run, p.Code, p.Fault.ToString(), p.EventIds.ToArray(), p.Origin, p.Text, p.Remedy,
                }),
                cancel);

    public static async Task<long> CountAsync(NpgsqlTransaction transaction, long run, CancellationToken cancel) =>
        (await Sql.QueryAsync<long>(
            transaction, "SELECT count(*) FROM result.custody_problem WHERE run_id = @run", cancel, new { run }))
        .Single();

    /// <summary>The first faults of a run, by code.</summary>
    public static async Task<IReadOnlyList<CustodyProblem>> ReadAsync(
        NpgsqlTransaction transaction, long run, int limit, CancellationToken cancel) =>
    [
        .. (await Sql.QueryAsync<(string Code, string Fault, string[] EventIds, string? Origin, string Message)>(
            transaction,
            """
            SELECT code, fault, event_ids, origin, message FROM result.custody_problem
             WHERE run_id = @run ORDER BY code, fault, event_ids LIMIT @limit
            """,
            cancel,
            new { run, limit }))
            .Select(p => new CustodyProblem(
                p.Code, Enum.Parse<CustodyFault>(p.Fault), p.EventIds, p.Origin, p.Message)),
    ];
}
