using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Orders;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Orders;

/// <summary>
/// Answers the orders that dealers sent (订单校验): product, tier price, stock and credit. What is accepted goes into the
/// outbox to the ERP and the warehouses in the same transaction. One chunk: dealers share the stock.
/// </summary>
internal sealed class AnswerOrdersPipeline(HubPaths paths, HubOptions options) : IPipeline
{
    public string Name => "answer-orders";

    private string RulesPath => Path.Combine(paths.Config, "pricing.json");

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        LoadRules();
        var waiting = await OrderStore.WaitingAsync(transaction, cancel);
        var watermark = await Watermark.FixAsync(transaction);
        return new RunPlan(waiting == 0 ? [] : ["{}"], watermark, FileHash.Of([RulesPath]));
    }

    public Task ExecuteAsync(ChunkScope chunk) => chunk.CommitAsync(async transaction =>
    {
        var watermark = chunk.Run.Watermark!.Value;
        var context = await OrderContextStore.LoadAsync(
            transaction, LoadRules(), options.Principal.TimeZone, watermark, chunk.Cancel);
        var orders = await OrderStore.LoadWaitingAsync(transaction, watermark, chunk.Cancel);
        var bySource = orders.ToDictionary(o => (o.Order.DealerCode, o.Order.Number));
        var answers = new OrderDesk(context).AnswerAll(orders.Select(o => o.Order));
        var receivers = await OrderContextStore.ReceiversAsync(
            transaction, [.. answers.Select(a => a.DealerCode).Distinct()], watermark, chunk.Cancel);
        foreach (var answer in answers)
        {
            var waiting = bySource[(answer.DealerCode, answer.Number)];
            await OrderStore.SaveAsync(transaction, chunk.Run.Id, waiting, answer, chunk.Cancel);
            if (answer.IsAccepted)
            {
                await SendAsync(
                    transaction, chunk, waiting, answer, context.Dealers[answer.DealerCode].Currency,
                    receivers[answer.DealerCode]);
            }
        }

        return new ChunkProgress(
            true, orders.Sum(o => (long)o.Order.Lines.Count),
            answers.Sum(a => (long)a.Lines.Count(l => !l.IsAccepted)));
    });

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel) =>
        new(true, JsonSerializer.Serialize(
            await OrderStore.SummariseAsync(transaction, run.Id, cancel), JsonSerializerOptions.Web));

    private async Task SendAsync(
        NpgsqlTransaction transaction, ChunkScope chunk, WaitingOrder waiting, OrderAnswer answer, string currency,
        GoodsReceiver receiver)
    {
        foreach (var entry in OrderDocuments.Of(options.Partners, waiting, answer, currency, receiver))
        {
            await OutboxStore.AddAsync(transaction, entry, chunk.Run.Id, chunk.Cancel);
        }
    }

    private OrderRules LoadRules()
    {
        var rules = ConfigFile.Load<OrderRules>(RulesPath);
        return rules.Validate() is { Count: > 0 } problems
            ? throw new ConfigurationException(string.Join('\n', problems.Select(p => $"{RulesPath}: {p}")))
            : rules;
    }
}
