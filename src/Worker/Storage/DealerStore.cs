using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Dealers that only the documents of a source name.</summary>
internal static class DealerStore
{
    /// <summary>
    /// Makes each dealer once. Of several workers that meet the same new dealer one waits for the other, so that the
    /// dealer is not made twice; dealers are taken in the order of their codes, so that they cannot wait in a circle.
    /// </summary>
    public static Task RegisterAsync(
        NpgsqlTransaction transaction, DatasetSpec spec, string source, long run,
        IReadOnlyList<MappedDocument> documents,
        CancellationToken cancel)
    {
        var dealer = spec.IndexOf("dealer_code");
        var currency = spec.IndexOf("currency");
        var seen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in documents)
        {
            seen.TryAdd((string)document.Values[dealer]!, (string)document.Values[currency]!);
        }

        return Sql.ExecuteAsync(
            transaction,
            $"""
            INSERT INTO canonical.dealer (key, source, content_hash, run_id, code, name, currency)
            SELECT code, @source, md5(code || '|' || currency)::uuid, @run, code, code, currency
              FROM unnest(@codes, @currencies) AS t (code, currency)
             WHERE NOT EXISTS (SELECT 1 FROM canonical.dealer d
                                WHERE d.key = t.code AND d.until_seq = {CanonicalTable.Current})
             ORDER BY code
            ON CONFLICT (key, source) WHERE until_seq = {CanonicalTable.Current} DO NOTHING
            """,
            cancel,
            new { source, run, codes = seen.Keys.ToArray(), currencies = seen.Values.ToArray() });
    }
}
