using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Uploads;

/// <summary>
/// Writes a file's documents while it is read (边读边写), inside the transaction that judges it: whether the file is taken
/// is known only at its end, and until then a savepoint takes everything back.
/// </summary>
internal sealed class CanonicalSink(NpgsqlTransaction transaction, string source, long run) : IDocumentSink
{
    private const string Start = "upload";

    private bool _begun;

    public Task TakeAsync(
        UploadDefinition definition, IReadOnlyList<MappedDocument> documents, CancellationToken cancel) =>
        TakeAsync(Datasets.Find(definition.Dataset)!, documents, cancel);

    public async Task TakeAsync(
        DatasetSpec dataset, IReadOnlyList<MappedDocument> documents, CancellationToken cancel)
    {
        if (!_begun)
        {
            await transaction.SaveAsync(Start, cancel);
            _begun = true;
        }

        await CanonicalStore.UpsertAsync(transaction, dataset, source, run, documents, cancel);
    }

    public async Task ForgetAsync(CancellationToken cancel)
    {
        if (_begun)
        {
            await transaction.RollbackAsync(Start, cancel);
        }
    }
}
