using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>
/// Reads the stored pages of a dataset again with its mapping as it is now (重放): after a mapping was mended nobody asks
/// the partner a second time. Only what comes out differently becomes a new version.
/// </summary>
internal sealed class ReplayPipeline(ConnectorRegistry connectors, Database database) : IPipeline
{
    public string Name => "replay";

    public Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var request = ImportRequest.Of(run);
        var file = connectors.Load(request.Connector, request.File, request.Address);
        file.Dataset(request.Dataset);
        return Task.FromResult(new RunPlan(["{}"], RulesHash: FileHash.Of([file.FilePath])));
    }

    public async Task ExecuteAsync(ChunkScope chunk)
    {
        var request = ImportRequest.Of(chunk.Run);
        var file = connectors.Load(request.Connector, request.File, request.Address);
        var mapping = file.Dataset(request.Dataset);
        var spec = Datasets.Find(mapping.Dataset)!;
        var source = connectors.Reader(file);
        MappedPage Map(RawPage page) => Mapper.Map(spec, mapping, source.Read(mapping, page));

        var pages = new StoredPages(file.Name, spec.Name, Map);
        await database.RolledBackAsync(
            async transaction =>
            {
                await pages.ResumeAsync(transaction, chunk.Chunk.Checkpoint, chunk.Cancel);
                return true;
            },
            chunk.Cancel);
        var counts = ImportCounts.Parse(chunk.Chunk.Counts);
        while (!pages.Ended)
        {
            await chunk.CommitAsync(async transaction =>
            {
                // Alone with the dataset's pages: what a pull has stored in the meantime is the newer word.
                await AdvisoryLocks.TakePagesAsync(transaction, file.Name, spec.Name);
                await foreach (var page in pages.StepAsync(transaction, chunk.Cancel))
                {
                    counts = await WriteAsync(transaction, chunk, file, mapping, page.Mapped, counts);
                }

                return new ChunkProgress(
                    pages.Ended, counts.Tally.Lines, counts.Tally.RejectedLines, counts.ToJson(), pages.Checkpoint);
            });
        }
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var counts = ImportCounts.Sum((await ChunkStore.CountsAsync(transaction, run.Id)).Select(ImportCounts.Parse));
        var rejected = counts.Tally.RejectedLines;
        return new RunEnd(true, counts.ToJson(), counts.Pages == 0
            ? "no page of this dataset is stored: nothing was pulled yet"
            : $"{counts.Replaced} documents read differently now, {counts.Added} are new, {counts.Unchanged} unchanged"
                + (rejected > 0 ? $"; {rejected} rows rejected, each named with its remedy" : ""));
    }

    private static async Task<ImportCounts> WriteAsync(
        NpgsqlTransaction transaction, ChunkScope chunk, ConnectorFile file, DatasetMapping mapping, MappedPage page,
        ImportCounts counts)
    {
        var spec = Datasets.Find(mapping.Dataset)!;
        var run = chunk.Run.Id;
        var written = await CanonicalStore.UpsertAsync(
            transaction, spec, file.Name, run, page.Documents, chunk.Cancel);
        if (mapping.RegisterDealers)
        {
            await DealerStore.RegisterAsync(transaction, spec, file.Name, run, page.Documents, chunk.Cancel);
        }

        await RejectedRowStore.AddAsync(transaction, run, chunk.Chunk.No, page.Rejected, chunk.Cancel);
        var accepted = page.Documents.Sum(d => (long)Math.Max(1, d.Lines.Count));
        return counts.Add(
            new Tally
            {
                AcceptedDocuments = page.Documents.Count,
                Lines = accepted + page.Rejected.Count,
                AcceptedLines = accepted,
                RejectedLines = page.Rejected.Count,
            },
            null,
            written);
    }
}
