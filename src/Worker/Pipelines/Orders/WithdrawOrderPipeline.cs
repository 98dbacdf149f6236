using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Orders;

/// <summary>
/// Takes a dealer's order back (撤单). What was not sent yet is stopped. Else the goods come first: the warehouses are
/// asked, and only when every one of them has let go is the ERP asked to reject the order. Each run goes as far as the
/// outcomes allow; the next one goes on.
/// </summary>
internal sealed class WithdrawOrderPipeline : IPipeline
{
    public const string PipelineName = "withdraw-order";

    public string Name => PipelineName;

    public Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        OrderBack.Of(run);
        return Task.FromResult(new RunPlan(["{}"]));
    }

    public Task ExecuteAsync(ChunkScope chunk) => chunk.CommitAsync(async transaction =>
    {
        var back = OrderBack.Of(chunk.Run);
        var documents = await DocumentsAsync(transaction, back, chunk.Cancel);
        if (documents.FirstOrDefault(d => d.IsUnclear) is { } unclear)
        {
            throw new ConfigurationException(
                $"{unclear.Kind} {unclear.Key} has no clear outcome at {unclear.Connector} yet: "
                + $"./hub run deliver --scope {unclear.Connector}, then withdraw the order again.");
        }

        var reason = $"withdrawn by {chunk.Run.AskedBy}: {back.Reason}";
        await WithdrawalStore.StopAsync(
            transaction, [.. documents.Where(d => d.IsUnsent).Select(d => d.Id)], reason, chunk.Run.Id, chunk.Cancel);
        foreach (var entry in Asked(documents, back))
        {
            await OutboxStore.AddAsync(transaction, entry, chunk.Run.Id, chunk.Cancel);
        }

        return new ChunkProgress(true, documents.Count, 0);
    });

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var documents = await DocumentsAsync(transaction, OrderBack.Of(run), cancel);
        var counts = new
        {
            documents = documents.Count,
            gone = documents.Count(d => d.IsGone),
            asked = documents.Count(d => d.BackStatus is "pending" or "unknown"),
            refused = documents.Count(d => d.BackStatus == "refused"),
        };
        var kept = documents.FirstOrDefault(d => d.BackStatus == "refused");
        var note = kept is not null ? $"{kept.Connector} keeps {kept.Kind} {kept.Key}: {kept.BackReason}"
            : counts.gone < counts.documents ? "waits for the partners; deliver, then withdraw again" : null;
        return new RunEnd(
            counts.gone == counts.documents, JsonSerializer.Serialize(counts, JsonSerializerOptions.Web), note);
    }

    // Goods that have left stay sold: then the order stands in the ERP as well.
    private static IEnumerable<OutboxEntry> Asked(IReadOnlyList<SentDocument> documents, OrderBack back)
    {
        var goods = documents.Where(d => d.Kind == PushKinds.DeliveryOrder).ToList();
        var letGo = goods.TrueForAll(d => d.IsGone || d.IsUnsent);
        return documents
            .Where(d => d.Status == "done" && d.BackStatus is null)
            .Where(d => d.Kind == PushKinds.DeliveryOrder || letGo)
            .Select(d => new OutboxEntry(
                d.Connector,
                d.Kind == PushKinds.DeliveryOrder ? PushKinds.DeliveryOrderCancel : PushKinds.SalesOrderWithdrawal,
                d.Key,
                d.DealerCode,
                JsonSerializer.Serialize(new { warehouse_code = d.Warehouse, reason = back.Reason })));
    }

    private static async Task<IReadOnlyList<SentDocument>> DocumentsAsync(
        NpgsqlTransaction transaction, OrderBack back, CancellationToken cancel)
    {
        var key = OrderDocuments.SalesOrderKey(back.Dealer, back.Number);
        var documents = await WithdrawalStore.LockAsync(transaction, key, cancel);
        return documents.Count > 0 ? documents : throw new ConfigurationException(
            $"Nothing left the hub for order {back.Number} of dealer {back.Dealer}: it was not accepted, or its number "
            + "is written otherwise.");
    }
}
