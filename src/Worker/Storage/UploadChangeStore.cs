using System.Text.Json;
using DealerIntegration.Domain.Canonical;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>A document that a run has written: its values as they are now, and as they were before.</summary>
/// <param name="Before">Null where the document is new.</param>
internal sealed record WrittenDocument(string Key, JsonElement Now, JsonElement? Before);

/// <summary>What a run has written into the canonical tables, beside what stood there (前后对照).</summary>
internal static class UploadChangeStore
{
    /// <summary>Documents of a dataset that came in by a run, in the order in which they were written.</summary>
    public static async Task<IReadOnlyList<WrittenDocument>> WrittenAsync(
        NpgsqlTransaction transaction, DatasetSpec spec, long run, CancellationToken cancel)
    {
        var table = CanonicalTable.Of(spec).Name;
        var rows = await Sql.QueryAsync<(string Key, string Now, string? Before)>(
            transaction,
            $"""
            SELECT n.key, {CanonicalValues.Of(spec, table, "n")},
                   CASE WHEN o.seq IS NOT NULL THEN {CanonicalValues.Of(spec, table, "o")} END
              FROM canonical.{table} n
              LEFT JOIN canonical.{table} o ON o.key = n.key AND o.source = n.source AND o.until_seq = n.seq
             WHERE n.run_id = @run
             ORDER BY n.seq
            """,
            cancel,
            new { run });
        return [.. rows.Select(r => new WrittenDocument(
            r.Key, CanonicalValues.Parse(r.Now), r.Before is { } before ? CanonicalValues.Parse(before) : null))];
    }
}
