using System.Text.Json;
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
/// Pulls one dataset of one partner (取数): page by page raw as sent, mapped, canonical; at the end a certificate that
/// everything is accounted for. A chunk is one part of the source; its checkpoint is the partner's cursor.
/// </summary>
internal sealed class ImportPipeline(ConnectorRegistry connectors) : IPipeline
{
    public string Name => "import";

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var request = ImportRequest.Of(run);
        var file = connectors.Load(request.Connector, request.File, request.Address);
        var parts = await connectors.Source(file).PartsAsync(file.Dataset(request.Dataset), Window.Everything, cancel);
        return new RunPlan(
            [.. parts.Select(part => JsonSerializer.Serialize(new ImportPart(part), JsonSerializerOptions.Web))],
            RulesHash: FileHash.Of([file.FilePath]));
    }

    public async Task ExecuteAsync(ChunkScope chunk)
    {
        var request = ImportRequest.Of(chunk.Run);
        var file = connectors.Load(request.Connector, request.File, request.Address);
        var mapping = file.Dataset(request.Dataset);
        var spec = Datasets.Find(mapping.Dataset)!;
        var part = JsonSerializer.Deserialize<ImportPart>(chunk.Chunk.Content, JsonSerializerOptions.Web)!.Part;
        var source = connectors.Source(file);
        var counts = ImportCounts.Parse(chunk.Chunk.Counts);
        var ended = false;
        await foreach (var page in source.PullAsync(mapping, part, Window.Everything, chunk.Chunk.Checkpoint,
            chunk.Cancel))
        {
            var mapped = Mapper.Map(spec, mapping, source.Read(mapping, page));
            ended = page.Cursor is null;
            await chunk.CommitAsync(async transaction =>
            {
                var written = await SaveAsync(transaction, chunk, file, mapping, part, page, mapped);
                counts = counts.Add(mapped.Tally, page.SourceTotal, written);
                return new ChunkProgress(
                    ended, counts.Tally.Lines, counts.Tally.RejectedLines, counts.ToJson(), page.Cursor);
            });
        }

        if (!ended)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient,
                $"{file.Name}/{request.Dataset} {part}: the partner's list ended without its last page.");
        }
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var request = ImportRequest.Of(run);
        var counts = ImportCounts.Sum((await ChunkStore.CountsAsync(transaction, run.Id)).Select(ImportCounts.Parse));
        return await CertificateStore.CertifyAsync(transaction, run.Id, request.Connector, request.Dataset, counts,
            cancel);
    }

    private static async Task<UpsertResult> SaveAsync(
        NpgsqlTransaction transaction, ChunkScope chunk, ConnectorFile file, DatasetMapping mapping, string part,
        RawPage page,
        MappedPage mapped)
    {
        var run = chunk.Run.Id;
        var spec = Datasets.Find(mapping.Dataset)!;
        await RawStore.SaveAsync(transaction, file.Name, spec.Name, part, page, run, chunk.Cancel);
        var written = await CanonicalStore.UpsertAsync(transaction, spec, file.Name, run, mapped.Documents,
            chunk.Cancel);
        if (mapping.RegisterDealers)
        {
            await DealerStore.RegisterAsync(transaction, spec, file.Name, run, mapped.Documents, chunk.Cancel);
        }

        await RejectedRowStore.AddAsync(transaction, run, chunk.Chunk.No, mapped.Rejected, chunk.Cancel);
        return written;
    }

    private sealed record ImportPart(string Part);
}
