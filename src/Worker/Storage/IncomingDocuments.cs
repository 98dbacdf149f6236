using System.Buffers;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Documents ready to be held against what is stored (待入库单据): each key once, with the hash of its content. Needs no
/// database, so that a pull does it beforehand.
/// </summary>
internal sealed class IncomingDocuments
{
    private IncomingDocuments(MappedDocument[] documents, Guid[] hashes) => (Documents, Hashes) = (documents, hashes);

    public IReadOnlyList<MappedDocument> Documents { get; }

    /// <summary>In the order of the documents.</summary>
    public Guid[] Hashes { get; }

    public static IncomingDocuments Of(IReadOnlyList<MappedDocument> documents)
    {
        // A page may hold a document twice (rows shift while a partner pages); the later one is the newer one.
        var latest = new Dictionary<string, MappedDocument>(documents.Count, StringComparer.Ordinal);
        foreach (var document in documents)
        {
            latest[document.Key] = document;
        }

        var buffer = new ArrayBufferWriter<byte>(1024);
        MappedDocument[] distinct = [.. latest.Values];
        return new IncomingDocuments(distinct, Array.ConvertAll(distinct, d => ContentHash.Of(d, buffer)));
    }
}
