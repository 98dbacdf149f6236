using System.Buffers;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>A document of a file beside the version of it that an earlier file brought.</summary>
/// <param name="Fields">What that version says, by field, as text; empty where nothing changes.</param>
/// <param name="Lines">How many lines it has.</param>
internal sealed record KnownDocument(
    MappedDocument Document, bool IsSame, long Run, IReadOnlyDictionary<string, string?> Fields, long Lines);

/// <summary>Tells what of a file the hub knows already from the same source (已知单据).</summary>
internal static class KnownDocumentStore
{
    private const int KeysAtOnce = 5_000;

    /// <param name="transaction">Where the file is judged.</param>
    /// <param name="spec">The kind of its documents.</param>
    /// <param name="source">Whose versions are looked at.</param>
    /// <param name="documents">Those of the file.</param>
    /// <param name="withFields">Whether to bring what the other version says.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async Task<IReadOnlyList<KnownDocument>> FindAsync(
        NpgsqlTransaction transaction, DatasetSpec spec, string source, IReadOnlyList<MappedDocument> documents,
        bool withFields, CancellationToken cancel)
    {
        var table = CanonicalTable.Of(spec).Name;
        var lines = spec.HasLines ? $"(SELECT count(*) FROM canonical.{table}_line l WHERE l.seq = c.seq)" : "0";
        var buffer = new ArrayBufferWriter<byte>(1024);
        var known = new List<KnownDocument>();
        foreach (var part in documents.Chunk(KeysAtOnce))
        {
            var rows = await Sql.QueryAsync<(long Ord, bool IsSame, long Run, string? Json, long Lines)>(
                transaction,
                $"""
                SELECT t.ord, c.content_hash = t.hash, c.run_id,
                       CASE WHEN @withFields AND c.content_hash <> t.hash THEN to_jsonb(c)::text END,
                       CASE WHEN @withFields AND c.content_hash <> t.hash THEN {lines} ELSE 0 END
                  FROM unnest(@keys, @hashes) WITH ORDINALITY AS t (key, hash, ord)
                  JOIN LATERAL (SELECT * FROM canonical.{table} v
                                 WHERE v.key = t.key AND v.source = @source
                                   AND v.until_seq = {CanonicalTable.Current} LIMIT 1) c ON true
                 ORDER BY t.ord
                """,
                cancel,
                new
                {
                    source,
                    withFields,
                    keys = part.Select(d => d.Key).ToArray(),
                    hashes = part.Select(d => ContentHash.Of(d, buffer)).ToArray(),
                });
            known.AddRange(rows.Select(r => new KnownDocument(
                part[r.Ord - 1], r.IsSame, r.Run, FieldsOf(r.Json), r.Lines)));
        }

        return known;
    }

    private static IReadOnlyDictionary<string, string?> FieldsOf(string? json) => json is null
        ? new Dictionary<string, string?>()
        : System.Text.Json.JsonDocument.Parse(json).RootElement.EnumerateObject().ToDictionary(
            p => p.Name,
            p => p.Value.ValueKind == System.Text.Json.JsonValueKind.Null ? null : p.Value.ToString(),
            StringComparer.Ordinal);
}
