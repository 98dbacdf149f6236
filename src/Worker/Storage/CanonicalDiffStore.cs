using System.Text.Json;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>How a document stands to what is stored under its key.</summary>
internal enum Comparison
{
    New,
    Same,
    Different,
}

/// <summary>A mapped document beside the version that stands now.</summary>
/// <param name="Stored">What that version says; null unless it differs.</param>
internal sealed record ComparedDocument(MappedDocument Document, Comparison Outcome, JsonElement? Stored);

/// <summary>Holds documents against the versions that stand, by the hash that decides what a pull writes.</summary>
internal static class CanonicalDiffStore
{
    private const int KeysAtOnce = 5_000;

    public static async Task<IReadOnlyList<ComparedDocument>> CompareAsync(
        NpgsqlTransaction transaction, DatasetSpec spec, string source, IncomingDocuments incoming,
        CancellationToken cancel)
    {
        var table = CanonicalTable.Of(spec);
        var partition = table.PartitionedBy is { } field ? spec.IndexOf(field) : -1;
        var same = partition < 0 ? "" : $" AND v.{table.PartitionedBy} = t.part";
        var compared = new List<ComparedDocument>(incoming.Documents.Count);
        foreach (var batch in incoming.Documents.Zip(incoming.Hashes).Chunk(KeysAtOnce))
        {
            var rows = await Sql.QueryAsync<(bool? IsSame, string? Stored)>(
                transaction,
                $"""
                SELECT c.content_hash = t.hash,
                       CASE WHEN c.content_hash <> t.hash THEN {CanonicalValues.Of(spec, table.Name, "c")} END
                  FROM unnest(@keys, @hashes, @parts) WITH ORDINALITY AS t (key, hash, part, ord)
                  LEFT JOIN LATERAL (SELECT * FROM canonical.{table.Name} v
                                      WHERE v.key = t.key AND v.source = @source
                                        AND v.until_seq = {CanonicalTable.Current}{same} LIMIT 1) c ON true
                 ORDER BY t.ord
                """,
                cancel,
                new
                {
                    source,
                    keys = batch.Select(d => d.First.Key).ToArray(),
                    hashes = batch.Select(d => d.Second).ToArray(),
                    parts = batch.Select(d => partition < 0 ? null : (string?)d.First.Values[partition]).ToArray(),
                });
            compared.AddRange(batch.Zip(rows, (document, row) => new ComparedDocument(
                document.First,
                row.IsSame switch { null => Comparison.New, true => Comparison.Same, _ => Comparison.Different },
                row.Stored is { } json ? CanonicalValues.Parse(json) : null)));
        }

        return compared;
    }
}
