using System.Buffers;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using Npgsql;
using NpgsqlTypes;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Writes documents as versions by natural key: what is unchanged adds nothing, what changed becomes a new version and
/// the old one learns its successor.
/// </summary>
internal static class CanonicalStore
{
    public static async Task<UpsertResult> UpsertAsync(
        NpgsqlTransaction transaction, DatasetSpec spec, string source, long run,
        IReadOnlyList<MappedDocument> documents,
        CancellationToken cancel)
    {
        if (documents.Count == 0)
        {
            return new UpsertResult(0, 0, 0);
        }

        // A page may hold a document twice (rows shift while a partner pages); the later one is the newer one.
        var latest = new Dictionary<string, MappedDocument>(documents.Count, StringComparer.Ordinal);
        foreach (var document in documents)
        {
            latest[document.Key] = document;
        }

        var table = CanonicalTable.Of(spec);
        await AdvisoryLocks.ShareAsync(transaction, AdvisoryLocks.Watermark);
        var connection = transaction.Connection!;
        await Sql.ExecuteAsync(transaction, "DROP TABLE IF EXISTS incoming, incoming_line", cancel);
        await Sql.ExecuteAsync(transaction, table.CreateStaging, cancel);
        await CopyHeadersAsync(connection, table, latest.Values, cancel);
        if (table.CreateLineStaging is { } staging)
        {
            await Sql.ExecuteAsync(transaction, staging, cancel);
            await CopyLinesAsync(connection, table, latest.Values, cancel);
        }

        var parameters = new { source, run };
        var changed = await Sql.ExecuteAsync(transaction, table.NumberChanged, cancel, parameters);
        if (changed == 0)
        {
            return new UpsertResult(0, 0, latest.Count);
        }

        var replaced = await Sql.ExecuteAsync(transaction, table.Replace, cancel, parameters);
        await Sql.ExecuteAsync(transaction, table.Insert, cancel, parameters);
        if (table.InsertLines is { } insertLines)
        {
            await Sql.ExecuteAsync(transaction, insertLines, cancel, parameters);
        }

        return new UpsertResult(changed - replaced, replaced, latest.Count - changed);
    }

    private static async Task CopyHeadersAsync(
        NpgsqlConnection connection, CanonicalTable table, ICollection<MappedDocument> documents,
        CancellationToken cancel)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        await using var import = await connection.BeginBinaryImportAsync(table.CopyIn, cancel);
        var ord = 0;
        foreach (var document in documents)
        {
            import.StartRow();
            import.Write(ord++, NpgsqlDbType.Integer);
            import.Write(document.Key, NpgsqlDbType.Text);
            import.Write(ContentHash.Of(document, buffer), NpgsqlDbType.Uuid);
            BulkCopy.Write(import, document.Values, table.Types);
        }

        await BulkCopy.CompleteAsync(import, ord, cancel);
    }

    private static async Task CopyLinesAsync(
        NpgsqlConnection connection, CanonicalTable table, ICollection<MappedDocument> documents,
        CancellationToken cancel)
    {
        await using var import = await connection.BeginBinaryImportAsync(table.CopyLinesIn!, cancel);
        var ord = 0;
        var rows = 0L;
        foreach (var document in documents)
        {
            for (var line = 0; line < document.Lines.Count; line++, rows++)
            {
                import.StartRow();
                import.Write(ord, NpgsqlDbType.Integer);
                import.Write(line + 1, NpgsqlDbType.Integer);
                BulkCopy.Write(import, document.Lines[line], table.LineTypes);
            }

            ord++;
        }

        await BulkCopy.CompleteAsync(import, rows, cancel);
    }
}

/// <summary>Documents that were new, that replaced an older version, and that were known already.</summary>
internal sealed record UpsertResult(long Added, long Replaced, long Unchanged);
