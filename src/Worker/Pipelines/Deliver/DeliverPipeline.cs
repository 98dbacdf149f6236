using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Deliver;

/// <summary>
/// Sends what the outbox holds for one partner (推送). Every document ends done, refused or unknown.
/// </summary>
internal sealed class DeliverPipeline(ConnectorRegistry connectors, OutboxSender sender) : IPipeline
{
    private const int DocumentsPerChunk = 100;

    public string Name => "deliver";

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        connectors.Target(connectors.Load(run.Scope));
        var open = await OutboxStore.OpenAsync(transaction, run.Scope, cancel);
        return new RunPlan([.. open.Chunk(DocumentsPerChunk).Select(ids => JsonSerializer.Serialize(ids))]);
    }

    public async Task ExecuteAsync(ChunkScope chunk)
    {
        var connector = chunk.Run.Scope;
        var file = connectors.Load(connector);
        var target = connectors.Target(file);
        var ids = JsonSerializer.Deserialize<long[]>(chunk.Chunk.Content)!;
        var unknown = await sender.SendAsync(
            target, SettlingTime.Of(file), connector, chunk.Run.Id, ids, chunk.Cancel);

        await chunk.CommitAsync(_ => Task.FromResult(new ChunkProgress(true, ids.Length, unknown)));
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var summary = await OutboxStore.SummariseAsync(transaction, run.Scope, run.Id, cancel);
        var note = summary.Unknown > 0 ? $"{summary.Unknown} documents without a clear outcome; the next run asks again"
            : summary.Refused > 0 ? $"{summary.Refused} documents refused by {run.Scope}" : null;
        return new RunEnd(
            summary is { Unknown: 0, Refused: 0 }, JsonSerializer.Serialize(summary, JsonSerializerOptions.Web), note);
    }
}
