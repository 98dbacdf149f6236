using System.Text.Json;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;
using DealerIntegration.Connectors.Sap.Batch;

namespace DealerIntegration.Connectors.Sap;

/// <summary>
/// Takes a sales order back (销售订单撤回): every item gets the reason for rejection, all of them or none. The change is
/// meant for the version that was read: where somebody was faster, the order is read again and decided anew.
/// </summary>
internal sealed class OrderWithdrawal(SapClient client, SapBatch batch, SapJudge judge, SapSettings settings)
{
    private const string Reason = "SalesDocumentRjcnReason";
    private const string Delivered = "OverallDeliveryStatus";
    private const int Rounds = 3;

    // Every other status says that goods have left, in part or wholly.
    private static readonly string?[] NothingDelivered = [null, "A"];

    /// <summary>The order's number once all of its items are rejected; null while it stands or is not there.</summary>
    public async Task<string?> FindAsync(PushDocument document, CancellationToken cancel) =>
        await ReadAsync(document, cancel) is { } order && order.Open.Count == 0 ? order.Number : null;

    public async Task<PushOutcome> PushAsync(PushDocument document, CancellationToken cancel)
    {
        for (var round = 1; round <= Rounds; round++)
        {
            if (await ReadAsync(document, cancel) is not { } order)
            {
                return new PushOutcome.Refused($"SAP holds no order with our key {document.Key}.");
            }

            if (order.Open.Count == 0)
            {
                return new PushOutcome.Done(order.Number);
            }

            if (!NothingDelivered.Contains(order.DeliveryStatus))
            {
                return new PushOutcome.Refused(
                    $"Order {order.Number} is delivered already ({Delivered} {order.DeliveryStatus}); "
                    + "agree on a return instead.");
            }

            var outcome = await batch.SendAsync(SapDocument.OrderPath, [[.. order.Open.Select(Rejection)]], cancel);
            if (Judge(outcome, order) is { } decided)
            {
                return decided;
            }
        }

        return new PushOutcome.Unknown(
            $"The order was changed by somebody else {Rounds} times while it was to be withdrawn.",
            MayHaveArrived: false);
    }

    private async Task<ReadOrder?> ReadAsync(PushDocument document, CancellationToken cancel)
    {
        var lookUp = new SapLookUp(
            document.Key, SapDocument.OrderPath, SapDocument.OrderNumber,
            $"{SapLookUp.Filter(document)}&$expand=to_Item");
        var query = $"{lookUp.Path}?{lookUp.Query}";
        var answer = await client.GetAsync(query, a => ODataPage.Frame(a.Body, query), cancel);
        return lookUp.Row(answer) is { } row ? Order(lookUp.NumberOf(row), row) : null;
    }

    private static ReadOrder Order(string number, JsonElement row)
    {
        if (!row.TryGetProperty("to_Item", out var items) || !items.TryGetProperty("results", out var list))
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration, $"Order {number}: SAP gave it without its items (to_Item).");
        }

        var version = SapEntity.ETag(row);
        var open = list.EnumerateArray()
            .Where(i => SapEntity.Text(i, Reason) is null)
            .Select(i => new OpenItem(number, SapEntity.Text(i, "SalesOrderItem")!, SapEntity.ETag(i) ?? version))
            .ToList();
        return new ReadOrder(number, SapEntity.Text(row, Delivered), open);
    }

    private BatchOperation Rejection(OpenItem item) => new(
        "PATCH",
        $"A_SalesOrderItem(SalesOrder='{item.Order}',SalesOrderItem='{item.Number}')",
        new JsonObject { [Reason] = settings.RejectionReason }.ToJsonString(),
        item.Version);

    /// <summary>Null: somebody else has changed the order since it was read.</summary>
    private PushOutcome? Judge(BatchOutcome outcome, ReadOrder order)
    {
        var answers = outcome.Of(0);
        if (answers.Count == order.Open.Count && answers.All(a => a.IsSuccess))
        {
            return new PushOutcome.Done(order.Number, answers.Select(SapNotice.Of).FirstOrDefault(n => n is not null));
        }

        var failed = answers.FirstOrDefault(a => !a.IsSuccess) ?? (outcome.Parts is null ? outcome.Whole : null);
        return failed switch
        {
            null => new PushOutcome.Unknown("SAP's answer to the withdrawal breaks off."),
            { Status: System.Net.HttpStatusCode.PreconditionFailed } => null,
            _ => judge.Failure(failed),
        };
    }

    private sealed record ReadOrder(string Number, string? DeliveryStatus, IReadOnlyList<OpenItem> Open);

    private sealed record OpenItem(string Order, string Number, string? Version);
}
