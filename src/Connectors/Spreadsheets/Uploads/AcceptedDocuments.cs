using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>Counts the documents of a file and passes them on in batches (分批交付).</summary>
/// <param name="definition">What the file was recognised as.</param>
/// <param name="spec">The dataset it serves.</param>
/// <param name="sink">Where they go.</param>
/// <param name="listed">Whether the dealer is told of each document, of the first ones at least.</param>
internal sealed class AcceptedDocuments(
    UploadDefinition definition, DatasetSpec spec, IDocumentSink sink, bool listed)
{
    /// <summary>Enough for a COPY to be fast, little enough to be held.</summary>
    private const int Batch = 5_000;

    private const int MostListed = 1_000;

    private readonly List<AcceptedDocument> first = [];
    private List<MappedDocument> batch = [];

    public IReadOnlyList<AcceptedDocument> First => first;

    public long Count { get; private set; }

    /// <summary>A document without lines counts as one.</summary>
    public long Lines { get; private set; }

    public string? FirstKey { get; private set; }

    public string? LastKey { get; private set; }

    public bool IsBatch => batch.Count >= Batch;

    public void Add(MappedDocument document)
    {
        Count++;
        Lines += spec.HasLines ? document.Lines.Count : 1;
        FirstKey = FirstKey is null || string.CompareOrdinal(document.Key, FirstKey) < 0 ? document.Key : FirstKey;
        LastKey = LastKey is null || string.CompareOrdinal(document.Key, LastKey) > 0 ? document.Key : LastKey;
        batch.Add(document);
        if (listed && first.Count < MostListed)
        {
            first.Add(new AcceptedDocument(document.Key, document.Place, document.Lines.Count));
        }
    }

    /// <summary>Passes on what was added since the last time.</summary>
    /// <param name="inVain">All will be taken back: what was added goes nowhere.</param>
    public async Task SendAsync(bool inVain, CancellationToken cancel)
    {
        var send = batch;
        batch = [];
        if (send.Count > 0 && !inVain)
        {
            await sink.TakeAsync(definition, send, cancel);
        }
    }
}
