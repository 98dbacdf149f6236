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

    public static Task NoteAsync(
        NpgsqlTransaction transaction, long id, long? corrects, string inputs, CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            "UPDATE raw.upload SET corrects = @corrects, inputs = @inputs WHERE id = @id",
            cancel,
            new { id, corrects, inputs });
}
