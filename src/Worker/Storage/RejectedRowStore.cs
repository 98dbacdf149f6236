using DealerIntegration.Connectors.Contract;
using Npgsql;
using NpgsqlTypes;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>ops.rejected_row</c>: what could not be taken, where it stands and what to do about it.</summary>
internal static class RejectedRowStore
{
    private static readonly NpgsqlDbType[] Types =
    [
        NpgsqlDbType.Bigint, NpgsqlDbType.Integer, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text,
        NpgsqlDbType.Text, NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text,
        NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text,
    ];

    /// <summary>How many rows a run rejected for this reason.</summary>
    public static async Task<long> CountAsync(
        NpgsqlTransaction transaction, long run, string code, CancellationToken cancel) =>
        (await Sql.QueryAsync<long>(
            transaction, "SELECT count(*) FROM ops.rejected_row WHERE run_id = @run AND code = @code", cancel,
            new { run, code })).Single();

    /// <summary>How many rows a run rejected without knowing which document they are of.</summary>
    public static async Task<long> WithoutKeyAsync(
        NpgsqlTransaction transaction, long run, CancellationToken cancel) =>
        (await Sql.QueryAsync<long>(
            transaction, "SELECT count(*) FROM ops.rejected_row WHERE run_id = @run AND key IS NULL", cancel,
            new { run })).Single();

    public static Task AddAsync(
        NpgsqlTransaction transaction, long run, int chunk, IReadOnlyList<RejectedRow> rows,
        CancellationToken cancel) =>
        rows.Count == 0
            ? Task.CompletedTask
            : BulkCopy.SendAsync(
                transaction,
                "ops.rejected_row (run_id, chunk_no, dataset, key, file, sheet, row_no, col, value, code, message, "
                + "remedy, message_zh, remedy_zh)",
                Types,
                rows.Select(r => new object?[]
                {
                    run, chunk, r.Dataset, Clean(r.Key), Clean(r.Place.File), Clean(r.Place.Sheet), r.Place.Row,
                    Clean(r.Place.Column), Clean(r.Value), r.Code, Clean(r.Message), Clean(r.Remedy),
                    Clean(r.MessageChinese), Clean(r.RemedyChinese),
                }),
                cancel);

    /// <summary>Takes back what a chunk has rejected so far: its part is read once more from the start.</summary>
    public static Task ForgetAsync(NpgsqlTransaction transaction, long run, int chunk, CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction, "DELETE FROM ops.rejected_row WHERE run_id = @run AND chunk_no = @chunk", cancel,
            new { run, chunk });

    /// <summary>Takes back what a run has rejected so far: all its parts are read once more.</summary>
    public static Task ForgetAsync(NpgsqlTransaction transaction, long run, CancellationToken cancel) =>
        Sql.ExecuteAsync(transaction, "DELETE FROM ops.rejected_row WHERE run_id = @run", cancel, new { run });

    // PostgreSQL text holds no NUL; a hostile cell must not cost the whole report.
    private static string? Clean(string? text) => text?.Replace('\0', '\uFFFD');
}
