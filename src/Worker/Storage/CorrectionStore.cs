using DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Which files of <c>raw.upload</c> correct rows of which (更正), and what decided how each was read.</summary>
internal static class CorrectionStore
{
    private const string Columns =
        """
        u.id, u.dealer_code AS dealerCode, u.file_name AS fileName, u.sha256, u.body, u.received_at AS receivedAt,
        u.verdict
        """;

    /// <summary>
    /// Files whose hash begins so, of whatever dealer. They stay locked: corrections of one file are merged one after
    /// the other, each over those before it.
    /// </summary>
    public static Task<IReadOnlyList<Upload>> ByHashAsync(
        NpgsqlTransaction transaction, string beginning, CancellationToken cancel) =>
        Sql.QueryAsync<Upload>(
            transaction,
            $"SELECT {Columns} FROM raw.upload u WHERE u.sha256 LIKE @beginning || '%' ORDER BY u.id FOR UPDATE",
            cancel,
            new { beginning });

    /// <summary>What corrected rows of a file before, in the order in which it came.</summary>
    /// <param name="except">The file that is being read now.</param>
    public static Task<IReadOnlyList<Upload>> OfAsync(
        NpgsqlTransaction transaction, long original, long except, CancellationToken cancel) =>
        Sql.QueryAsync<Upload>(
            transaction,
            $"""
            SELECT {Columns} FROM raw.upload u
             WHERE u.corrects = @original AND u.id <> @except AND u.verdict <> @unread
             ORDER BY u.id
            """,
            cancel,
            new { original, except, unread = UploadStore.Unread });

    /// <summary>
    /// The rows of a file that were sent back to be corrected, as they stand after a file was read: itself, or the last
    /// that corrected rows of it. What was refused for having been corrected before is not open for that.
    /// </summary>
    public static async Task<IReadOnlySet<(string Sheet, int Row)>> OpenRowsAsync(
        NpgsqlTransaction transaction, long upload, CancellationToken cancel) =>
        (await Sql.QueryAsync<(string Sheet, long Row)>(
            transaction,
            """
            SELECT r.sheet, r.row_no
              FROM raw.upload u JOIN ops.rejected_row r ON r.run_id = u.run_id AND r.chunk_no = u.chunk_no
             WHERE u.id = @upload AND r.sheet IS NOT NULL AND r.row_no IS NOT NULL AND r.code <> @done
            """,
            cancel,
            new { upload, done = Correction.AlreadyCorrected })).Select(r => (r.Sheet, (int)r.Row)).ToHashSet();

    public static Task NoteAsync(
        NpgsqlTransaction transaction, long id, long? corrects, string inputs, CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            "UPDATE raw.upload SET corrects = @corrects, inputs = @inputs WHERE id = @id",
            cancel,
            new { id, corrects, inputs });
}
