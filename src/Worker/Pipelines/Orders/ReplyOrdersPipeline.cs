using System.Text.Json;
using DealerIntegration.Connectors.Spreadsheets.Results;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Intake;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Orders;

/// <summary>
/// Writes each dealer whose orders were answered a workbook with the answers and where they stand (订单回复).
/// </summary>
internal sealed class ReplyOrdersPipeline(DealerPost post, BusinessDay day) : IPipeline
{
    public const string FileKind = "order-reply";

    public string Name => "reply-orders";

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var dealers = await OrderReplyStore.DealersToAnswerAsync(transaction, cancel);
        return new RunPlan([.. dealers.Select(dealer => JsonSerializer.Serialize(dealer))]);
    }

    public Task ExecuteAsync(ChunkScope chunk)
    {
        var dealer = JsonSerializer.Deserialize<string>(chunk.Chunk.Content)!;
        return chunk.CommitAsync(async transaction =>
        {
            var masters = await MasterStore.DealersAsync(transaction, chunk.Cancel);
            var master = masters.GetValueOrDefault(dealer);
            var lines = await OrderReplyStore.LinesAsync(transaction, dealer, day, chunk.Cancel);
            var reply = new OrderReply(dealer, master?.Name ?? dealer, day.Of(chunk.Run), master?.Currency ?? "",
                lines);
            var language = MasterStore.LanguageOf(master);
            await post.GiveAsync(
                transaction,
                new Unasked(
                    dealer, FileKind, $"订单回复_{dealer}_{day.Of(chunk.Run):yyyy-MM-dd}_{chunk.Run.Id}.xlsx",
                    OrderReplyWorkbook.Write(reply, language), language),
                chunk.Run.Id,
                chunk.Cancel);
            return new ChunkProgress(true, lines.Count, 0);
        });
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel) =>
        new(true, $$"""{"files": {{await FileStore.CountAsync(transaction, run.Id, cancel)}}}""");
}
