using System.Text.Json;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;
using DealerIntegration.Connectors.Sap.Batch;

namespace DealerIntegration.Connectors.Sap;

/// <summary>
/// Takes a sales order back (销售订单撤回): every item gets the reason for rejection, all of them or none where the
/// service takes batches, else one after the other. A change is meant for the version that was read: where somebody was
/// faster, the order is read again and decided anew.
/// </summary>
internal sealed class OrderWithdrawal(
    SapClient client, SapWriter writer, SapBatch batch, SapJudge judge, SapSettings settings)
{
    /// <summary>The item's reason for rejection.</summary>
    public const string Reason = "SalesDocumentRjcnReason";
    private const string Delivered = "OverallDeliveryStatus";
    private const int Rounds = 3;

    // Every other status says that goods have left, in part or wholly.
    private static readonly string?[] NothingDelivered = [null, "A"];

    /// <summary>The order's number once all of its items are rejected; null while it stands or is not there.</summary>
    public async Task<string?> FindAsync(PushDocument document, CancellationToken cancel) =>
        await ReadAsync(document, cancel) is { } order && order.Open.Count == 0 ? order.Number : null;

    public async Task<PushOutcome> PushAsync(PushDocument document, CancellationToken cancel)
    {
        var together = batch.IsTakenBy(SapDocument.OrderPath);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var overtaken = 0; overtaken < Rounds;)
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
                    + $"agree on a return instead.{order.HalfWay}");
            }

            if (order.Open.FirstOrDefault(i => taken.Contains(i.Number)) is { } unchanged)
            {
                return new PushOutcome.Unknown(
                    $"SAP took the rejection of item {unchanged.Number} of order {order.Number}, "
                    + "and shows it as open.");
            }

            var step = together && order.Open.Count > 1
                ? await RejectAllAsync(order, cancel)
                : await RejectOneAsync(order, cancel);
            if (step.Outcome is { } decided)
            {
                return decided;
            }

            if (step == Step.Further)
            {
                taken.Add(order.Open[0].Number);
            }

            together &= !step.OneByOne;
            overtaken += step.Overtaken ? 1 : 0;
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

    private ReadOrder Order(string number, JsonElement row)
    {
        var items = SapEntity.Children(row, "to_Item") ?? throw new ConnectorException(
            ConnectorFailure.Configuration, $"Order {number}: SAP gave it without its items (to_Item).");
        var version = SapEntity.ETag(row);
        var open = items
            .Where(i => SapEntity.Text(i, Reason) is null)
            .Select(i => new OpenItem(number, SapEntity.Text(i, "SalesOrderItem")!, SapEntity.ETag(i) ?? version))
            .ToList();
        var ours = items.Where(i => SapEntity.Text(i, Reason) == settings.RejectionReason)
            .Select(i => SapEntity.Text(i, "SalesOrderItem")).ToList();
        var halfWay = ours.Count == 0 ? "" : $" Rejected already with reason {settings.RejectionReason}: "
            + $"{string.Join(", ", ours)}; take the reason out in SAP where an item is to be delivered.";
        return new ReadOrder(number, SapEntity.Text(row, Delivered), open, halfWay);
    }

    /// <summary>All items in one changeset.</summary>
    private async Task<Step> RejectAllAsync(ReadOrder order, CancellationToken cancel)
    {
        var outcome = await batch.SendAsync(
            SapDocument.OrderPath,
            [[.. order.Open.Select(i => new BatchOperation("PATCH", Entity(i), Body(), i.Version))]],
            cancel);
        if (outcome.HadNoEffect && outcome.IsRefused)
        {
            return Step.Singly;
        }

        var answers = outcome.Of(0);
        if (answers.Count == order.Open.Count && answers.All(a => a.IsSuccess))
        {
            return Step.Of(Done(order, answers));
        }

        var failed = answers.FirstOrDefault(a => !a.IsSuccess) ?? (outcome.Parts is null ? outcome.Whole : null);
        if (failed is null)
        {
            return Step.Of(new PushOutcome.Unknown("SAP's answer to the withdrawal breaks off."));
        }

        // Some releases take one change per changeset, and say so.
        return SapError.Of(failed)?.Contains("changeset", StringComparison.OrdinalIgnoreCase) == true
            ? Step.Singly
            : Failed(failed, order);
    }

    /// <summary>The first open item by itself. It makes a new version of the order: the others are read anew.</summary>
    private async Task<Step> RejectOneAsync(ReadOrder order, CancellationToken cancel)
    {
        var item = order.Open[0];
        var path = $"{SapDocument.OrderService}/{Entity(item)}";
        var answer = await writer.SendAsync(
            SapDocument.OrderPath,
            () => client.Writing(HttpMethod.Patch, path, SapClient.Json(Body()), item.Version),
            cancel);
        return !answer.IsSuccess ? Failed(answer, order)
            : order.Open.Count == 1 ? Step.Of(Done(order, [answer]))
            : Step.Further;
    }

    private Step Failed(Answer answer, ReadOrder order) => (int)answer.Status == 412
        ? Step.Late
        : Step.Of(judge.Failure(answer) switch
        {
            PushOutcome.Refused refused => new PushOutcome.Refused(refused.Reason + order.HalfWay),
            var other => other,
        });

    private static PushOutcome.Done Done(ReadOrder order, IEnumerable<Answer> answers) =>
        new(order.Number, answers.Select(SapNotice.Of).FirstOrDefault(n => n is not null));

    private static string Entity(OpenItem item) =>
        $"A_SalesOrderItem(SalesOrder='{item.Order}',SalesOrderItem='{item.Number}')";

    private string Body() => new JsonObject { [Reason] = settings.RejectionReason }.ToJsonString();

    /// <param name="HalfWay">Names the items that bear our reason already; empty where none does.</param>
    private sealed record ReadOrder(
        string Number, string? DeliveryStatus, IReadOnlyList<OpenItem> Open, string HalfWay);

    private sealed record OpenItem(string Order, string Number, string? Version);

    /// <summary>What came of one try: an outcome, or the order is read again.</summary>
    private sealed record Step(PushOutcome? Outcome, bool OneByOne = false, bool Overtaken = false)
    {
        public static readonly Step Singly = new(null, OneByOne: true);
        public static readonly Step Late = new(null, Overtaken: true);
        public static readonly Step Further = new(Outcome: null);

        public static Step Of(PushOutcome outcome) => new(outcome);
    }
}
