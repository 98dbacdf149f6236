using System.Text.Json;
using DealerIntegration.Connectors.Drop;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Deliver;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Intake;

/// <summary>
/// Sends the replies to dealers' files by the way each file came (发送回复): into the dealer's folder on the SFTP
/// server, or as an answer to its mail. One reply is sent once, by the rules of the outbox.
/// </summary>
internal sealed class SendRepliesPipeline(Database database, IntakeRegistry intakes, OutboxSender sender) : IPipeline
{
    private const int RepliesPerChunk = 50;

    public string Name => "send-replies";

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var chunks = new List<string>();
        foreach (var way in intakes.Ways(run.Scope))
        {
            var open = await OutboxStore.OpenAsync(transaction, ReplyStore.ConnectorOf(way), cancel);
            chunks.AddRange(open.Chunk(RepliesPerChunk)
                .Select(ids => JsonSerializer.Serialize(new RepliesChunk(ArrivalStore.NameOf(way), ids))));
        }

        return new RunPlan(chunks);
    }

    public async Task ExecuteAsync(ChunkScope chunk)
    {
        var content = JsonSerializer.Deserialize<RepliesChunk>(chunk.Chunk.Content)!;
        var way = Enum.Parse<IntakeWay>(content.Way, ignoreCase: true);
        await using var intake = intakes.Open(way);
        var target = new ReplyTarget(database, intake);
        var unknown = await sender.SendAsync(
            target, TimeSpan.Zero, ReplyStore.ConnectorOf(way), chunk.Run.Id, content.Ids, chunk.Cancel);

        await chunk.CommitAsync(_ => Task.FromResult(new ChunkProgress(true, content.Ids.Length, unknown)));
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var (done, refused, unknown) = (0, 0, 0);
        foreach (var way in intakes.Ways(run.Scope))
        {
            var sent = await OutboxStore.SummariseAsync(
                transaction, ReplyStore.ConnectorOf(way), run.Id, cancel);
            (done, refused, unknown) = (done + sent.Done, refused + sent.Refused, unknown + sent.Unknown);
        }

        var note = unknown > 0 ? $"{unknown} replies without a clear outcome; ./hub uploads replies lists them"
            : refused > 0 ? $"{refused} replies refused; each lies in the dealer's outbox folder" : null;
        return new RunEnd(
            unknown + refused == 0,
            JsonSerializer.Serialize(new PushSummary(done, refused, unknown), JsonSerializerOptions.Web),
            note);
    }

    private sealed record RepliesChunk(string Way, long[] Ids);
}
