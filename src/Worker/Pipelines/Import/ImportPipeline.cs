using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>
/// Pulls one dataset of one partner (取数): page by page raw as sent, mapped, canonical; at the end a certificate that
/// everything is accounted for. A chunk is one part of the source in one window, its checkpoint the partner's cursor.
/// </summary>
internal sealed class ImportPipeline(ConnectorRegistry connectors, PullWindows windows, Database database) : IPipeline
{
    public string Name => "import";

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var request = ImportRequest.Of(run);
        var file = connectors.Load(request.Connector, request.File, request.Address);
        var dataset = file.Dataset(request.Dataset);
        var source = connectors.Source(file);
        var chunks = new List<string>();
        foreach (var window in await windows.PlanAsync(
            transaction, file, dataset, request, source.TakesWindows(dataset), cancel))
        {
            foreach (var part in await source.PartsAsync(dataset, window, cancel))
            {
                chunks.Add(new ImportPart(part, window.From, window.To).ToJson());
            }
        }

        return new RunPlan(chunks, RulesHash: FileHash.Of([file.FilePath]));
    }

    public async Task ExecuteAsync(ChunkScope chunk)
    {
        var request = ImportRequest.Of(chunk.Run);
        var file = connectors.Load(request.Connector, request.File, request.Address);
        var (dataset, source) = (file.Dataset(request.Dataset), connectors.Source(file));
        var part = ImportPart.Of(chunk.Chunk.Content);
        var pull = new PartPull(chunk, file, dataset, source, part);
        await pull.ResumeAsync(database);
        while (!await pull.PassAsync())
        {
        }

        await source.TakenAsync(dataset, part.Part, chunk.Cancel);
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var request = ImportRequest.Of(run);
        var counts = ImportCounts.Sum((await ChunkStore.CountsAsync(transaction, run.Id)).Select(ImportCounts.Parse));
        var parts = (await ChunkStore.ContentsAsync(transaction, run.Id)).Select(ImportPart.Of).ToList();
        var file = connectors.Load(request.Connector, request.File, request.Address);
        var window = parts.Count > 0
            ? PullWindows.ByThePartnersClock(
                new Window(parts[0].From, parts[^1].To), file.Dataset(request.Dataset).Window, counts.AnsweredAt)
            : Window.Everything;
        var end = await CertificateStore.CertifyAsync(
            transaction, run.Id, request.Connector, request.Dataset, window, counts, cancel);
        end = await FieldsAsync(run, transaction, file, request, end, cancel);
        // Another address is another system: it says nothing of how far this one was pulled.
        if (end.Complete && request.Address is null)
        {
            await PullStore.AdvanceAsync(
                transaction, file.Name, request.Dataset, window, file.Dataset(request.Dataset).Window?.Since, run.Id,
                cancel);
        }

        return end;
    }

    // A file's own address replaced by another one means another system, whose fields say nothing of this one's.
    private async Task<RunEnd> FieldsAsync(
        Run run, NpgsqlTransaction transaction, ConnectorFile file, ImportRequest request, RunEnd end,
        CancellationToken cancel)
    {
        var met = await SourceFieldStore.TakeAsync(transaction, run.Id, run.Scope, cancel);
        if (!end.Complete
            || (request.Address is not null && connectors.Load(request.Connector, request.File).Address is not null))
        {
            return end;
        }

        var known = await SourceFieldStore.KnownAsync(transaction, file.Name, request.Dataset, cancel);
        var mapped = MappedPaths.Fields(file.Dataset(request.Dataset));
        var drift = FieldDrift.Of(known, met, mapped, run.Id);
        await SourceFieldStore.SaveAsync(transaction, file.Name, request.Dataset, drift.Fields, cancel);
        return drift.Note(run.Scope) is not { } note ? end : end with
        {
            Complete = !drift.IsException,
            Note = end.Note is null ? note : $"{end.Note}; {note}",
        };
    }
}

/// <summary>A part of the source within a window: the content of a chunk.</summary>
internal sealed record ImportPart(string Part, DateTimeOffset? From, DateTimeOffset? To)
{
    public Window Window => new(From, To);

    public static ImportPart Of(string json) =>
        JsonSerializer.Deserialize<ImportPart>(json, JsonSerializerOptions.Web)!;

    public string ToJson() => JsonSerializer.Serialize(
        new { Part, From, To }, JsonSerializerOptions.Web);
}
