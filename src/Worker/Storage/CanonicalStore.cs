using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Writes documents as versions by natural key: what is unchanged adds nothing, what changed becomes a new version and
/// the old one learns its successor.
/// </summary>
internal static class CanonicalStore
{
    public static Task<UpsertResult> UpsertAsync(
        NpgsqlTransaction transaction, DatasetSpec spec, string source, long run,
        IReadOnlyList<MappedDocument> documents,
        CancellationToken cancel) =>
        UpsertAsync(transaction, spec, source, run, IncomingDocuments.Of(documents), cancel);

    public static async Task<UpsertResult> UpsertAsync(
        NpgsqlTransaction transaction, DatasetSpec spec, string source, long run, IncomingDocuments incoming,
        CancellationToken cancel)
    {
        if (incoming.Documents.Count == 0)
        {
            return new UpsertResult(0, 0, 0);
        }

        var table = CanonicalTable.Of(spec);
        await AdvisoryLocks.ShareAsync(transaction, AdvisoryLocks.Watermark);
        var changed = await ChangedAsync(transaction, table, source, incoming, cancel);
        var replaced = changed.Where(c => c.OldSeq is not null).ToList();
        if (replaced.Count > 0)
        {
            await ReplaceAsync(transaction, table, replaced, cancel);
        }

        if (changed.Count > 0)
        {
            await WriteAsync(transaction, table, source, run, changed, cancel);
            await WriteLinesAsync(transaction, table, changed, cancel);
        }

        return new UpsertResult(
            changed.Count - replaced.Count, replaced.Count, incoming.Documents.Count - changed.Count);
    }

    private static async Task<List<NewVersion>> ChangedAsync(
        NpgsqlTransaction transaction, CanonicalTable table, string source, IncomingDocuments incoming,
        CancellationToken cancel)
    {
        var (documents, hashes) = (incoming.Documents, incoming.Hashes);
        var keys = documents.Select(d => d.Key).ToArray();
        var parts = PartsOf(table, documents);
        var changes = await Sql.QueryAsync<(int At, long? OldSeq, long Seq)>(
            transaction, table.Changes, cancel, new { keys, hashes, parts, source });
        return [.. changes.Select(c => new NewVersion(documents[c.At], hashes[c.At], c.OldSeq, c.Seq))];
    }

    private static async Task ReplaceAsync(
        NpgsqlTransaction transaction, CanonicalTable table, List<NewVersion> replaced, CancellationToken cancel)
    {
        var old = replaced.ConvertAll(v => v.OldSeq).ToArray();
        var @new = replaced.ConvertAll(v => v.Seq).ToArray();
        var parts = PartsOf(table, replaced.ConvertAll(v => v.Document));
        // A version that somebody else replaced meanwhile is left alone: the index of current versions refuses ours.
        await Sql.ExecuteAsync(transaction, table.Replace, cancel, new { old, @new, parts });
    }

    private static string?[] PartsOf(CanonicalTable table, IReadOnlyCollection<MappedDocument> documents) =>
        table.PartitionedBy is { } field
            ? [.. documents.Select(d => (string?)d.Values[table.Spec.IndexOf(field)])]
            : [];

    private static async Task WriteAsync(
        NpgsqlTransaction transaction, CanonicalTable table, string source, long run, List<NewVersion> versions,
        CancellationToken cancel)
    {
        await using var rows = await CopyIn.BeginAsync(transaction, table.Rows, cancel);
        foreach (var version in versions)
        {
            rows.Row().Long(version.Seq).Text(version.Document.Key).Text(source).Uuid(version.Hash).Long(run);
            Write(rows, version.Document.Values);
        }

        await rows.CompleteAsync();
    }

    private static async Task WriteLinesAsync(
        NpgsqlTransaction transaction, CanonicalTable table, List<NewVersion> versions, CancellationToken cancel)
    {
        if (table.LineRows is null)
        {
            return;
        }

        await using var rows = await CopyIn.BeginAsync(transaction, table.LineRows, cancel);
        foreach (var version in versions)
        {
            var lines = version.Document.Lines;
            for (var line = 0; line < lines.Count; line++)
            {
                rows.Row().Long(version.Seq).Int(line + 1);
                Write(rows, lines[line]);
            }
        }

        await rows.CompleteAsync();
    }

    private static void Write(CopyIn rows, object?[] values)
    {
        foreach (var value in values)
        {
            _ = value switch
            {
                null => rows.Text(null),
                string text => rows.Text(text),
                decimal number => rows.Decimal(number),
                long number => rows.Long(number),
                DateOnly date => rows.Date(date),
                DateTimeOffset instant => rows.Instant(instant),
                _ => throw new ArgumentException($"A canonical value cannot be a {value.GetType().Name}."),
            };
        }
    }

    private sealed record NewVersion(MappedDocument Document, Guid Hash, long? OldSeq, long Seq);
}

/// <summary>Documents that were new, that replaced an older version, and that were known already.</summary>
internal sealed record UpsertResult(long Added, long Replaced, long Unchanged);
