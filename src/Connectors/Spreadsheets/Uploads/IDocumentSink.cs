using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>
/// Takes the documents of a file while it is read (单据接收), so that nobody has to hold them all. No key comes twice
/// between two calls of <see cref="ForgetAsync"/>.
/// </summary>
public interface IDocumentSink
{
    /// <param name="definition">What the file was recognised as.</param>
    /// <param name="documents">The next ones, in the order of the file.</param>
    /// <param name="cancel">Stops taking.</param>
    Task TakeAsync(
        UploadDefinition definition, IReadOnlyList<MappedDocument> documents, CancellationToken cancel);

    /// <summary>Takes back everything so far: the file was refused, or is read a second time.</summary>
    Task ForgetAsync(CancellationToken cancel);
}

/// <summary>Holds the documents: for files that fit into memory.</summary>
public sealed class DocumentList : IDocumentSink
{
    private readonly List<MappedDocument> documents = [];

    public IReadOnlyList<MappedDocument> Documents => documents;

    public Task TakeAsync(
        UploadDefinition definition, IReadOnlyList<MappedDocument> documents, CancellationToken cancel)
    {
        this.documents.AddRange(documents);
        return Task.CompletedTask;
    }

    public Task ForgetAsync(CancellationToken cancel)
    {
        documents.Clear();
        return Task.CompletedTask;
    }
}
