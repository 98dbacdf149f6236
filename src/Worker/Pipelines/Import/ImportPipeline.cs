using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
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
        var pull = new PartPull(
            chunk, file, file.Dataset(request.Dataset), connectors.Source(file), ImportPart.Of(chunk.Chunk.Content));
        await pull.ResumeAsync(database);
        while (!await pull.PassAsync())
        {
        }
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
        // Another address is another system: it says nothing of how far this one was pulled.
        if (end.Complete && request.Address is null)
        {
            await PullStore.AdvanceAsync(
                transaction, file.Name, request.Dataset, window, file.Dataset(request.Dataset).Window?.Since, run.Id,
                cancel);
        }

        return end;
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
