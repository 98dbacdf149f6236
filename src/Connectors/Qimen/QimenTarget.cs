using System.Xml.Linq;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>
/// Sends delivery and entry orders to the WMS and takes them back (WMS 写入). A WMS that already has our key says so
/// instead of making a second order; that is a success whose number has to be looked up. Where an order's status says
/// nothing, the steps that it went through are asked for.
/// </summary>
internal sealed class QimenTarget(QimenClient client) : ITarget, IDocumentStates
{
    private const string Cancel = "order.cancel";

    private const string Steps = "orderprocess.query";

    private static readonly string?[] TakenBack = ["CANCELED", "CLOSED", "REJECT"];

    private static readonly string[] Left = ["PARTDELIVERED", "DELIVERED", "SIGN", "REFUSE"];

    // What says neither that an order goes its way nor that it ended.
    private static readonly string?[] Unclear = [null, "EXCEPTION", "CANCELEDFAIL", "OTHER"];

    public async Task<PushOutcome> PushAsync(PushDocument document, CancellationToken cancel)
    {
        if (QimenOrder.Of(document.Kind) is not { } order)
        {
            return new PushOutcome.Refused($"The WMS takes no document of kind '{document.Kind}' from the hub.");
        }

        var isCancel = QimenOrder.IsCancel(document.Kind);
        var method = isCancel ? Cancel : order.Create;
        var body = isCancel ? QimenBody.OfCancel(document, client.Caller) : order.Body(document, client.Caller);
        if (body.Request is not { } request)
        {
            return new PushOutcome.Refused(body.Refusal!);
        }

        try
        {
            var answer = await client.WriteAsync(method, request.ToString(SaveOptions.DisableFormatting), cancel);
            if (!answer.IsSuccess || answer.IsHtml)
            {
                return new PushOutcome.Unknown(
                    $"The WMS answered {(int)answer.Status}. {PartnerText.Of(answer)}", client.RetryAfterOf(answer));
            }

            var said = QimenAnswer.Of(answer, method);
            return isCancel
                ? await JudgeCancelAsync(said, document, cancel)
                : await JudgeCreateAsync(said, order, document, cancel);
        }
        catch (ConnectorException e)
        {
            return new PushOutcome.Unknown(e.Message, e.RetryAfter);
        }
    }

    /// <summary>
    /// The WMS's number of an order, or null when it has none; of one that is to be taken back only once it is.
    /// </summary>
    public async Task<string?> FindAsync(PushDocument document, CancellationToken cancel)
    {
        if (QimenOrder.Of(document.Kind) is not { } order || await AskAsync(order, document, cancel) is not { } root)
        {
            return null;
        }

        return !QimenOrder.IsCancel(document.Kind) ? order.NumberIn(root)
            : await IsTakenBackAsync(root, document, cancel) ? order.NumberIn(root) ?? document.Key : null;
    }

    public async Task<DocumentState?> StateAsync(PushDocument document, CancellationToken cancel)
    {
        if (QimenOrder.Of(document.Kind) is not { } order || await AskAsync(order, document, cancel) is not { } root)
        {
            return null;
        }

        var status = QimenOrder.StatusIn(root);
        var steps = Unclear.Contains(status) ? await StepsAsync(document, cancel) : [];
        return new DocumentState(order.NumberIn(root), status, steps);
    }

    // An order whose goods have left may be closed as well, in the books of some warehouses.
    private async Task<bool> IsTakenBackAsync(XElement root, PushDocument document, CancellationToken cancel)
    {
        if (QimenOrder.StatusIn(root) is { } status)
        {
            return TakenBack.Contains(status);
        }

        var steps = await StepsAsync(document, cancel);
        return steps.Any(TakenBack.Contains) && !steps.Any(Left.Contains);
    }

    private async Task<IReadOnlyList<string>> StepsAsync(PushDocument document, CancellationToken cancel)
    {
        IReadOnlyList<string> steps = [];
        await client.ReadAsync(
            Steps,
            QimenBody.OfSteps(document, client.Caller).ToString(SaveOptions.DisableFormatting),
            a =>
            {
                a.RequireSuccess(Steps);
                steps = QimenOrder.StepsIn(a.Root);
            },
            cancel);
        return steps;
    }

    /// <summary>What the WMS says of an order; null where it has none under our key.</summary>
    private async Task<XElement?> AskAsync(QimenOrder order, PushDocument document, CancellationToken cancel)
    {
        QimenAnswer? found = null;
        var request = new XElement(
            "request",
            new XElement(order.QueryCode, document.Key),
            client.Caller.Owner is { } owner ? new XElement("ownerCode", owner) : null,
            new XElement("page", 1),
            new XElement("pageSize", 100));
        await client.ReadAsync(
            order.Query,
            request.ToString(SaveOptions.DisableFormatting),
            a =>
            {
                if (!a.Success && !client.App.NotFoundCodes.Contains(a.Code))
                {
                    throw Unanswered(a, order.Query);
                }

                found = a;
            },
            cancel);
        return found!.Success ? found.Root : null;
    }

    // Only the codes that mean "no such order" may be read as one. Any other failure says nothing of this order, and
    // nothing of the others, unless the gateway did not let us in at all.
    private static ConnectorException Unanswered(QimenAnswer answer, string what) => new(
        answer.IsOfCaller && !answer.IsTransient ? ConnectorFailure.Configuration : ConnectorFailure.Transient,
        $"{what}: the WMS says {answer.Said}. If that means that it has no such order, write the code into "
        + "app.notFoundCodes.");

    private async Task<PushOutcome> JudgeCreateAsync(
        QimenAnswer answer, QimenOrder order, PushDocument document, CancellationToken cancel)
    {
        if (answer.Success)
        {
            return order.NumberIn(answer.Root) is { } number
                ? new PushOutcome.Done(number)
                : new PushOutcome.Unknown("The WMS accepted the order without naming its number.");
        }

        if (client.App.DuplicateCodes.Contains(answer.Code))
        {
            return await FindAsync(document, cancel) is { } existing
                ? new PushOutcome.Done(existing)
                : new PushOutcome.Unknown($"The WMS says it has the order ({answer.Said}) but does not find it.");
        }

        return Failure(answer);
    }

    // What a WMS answers to a second cancel, and to one that comes too late, differs by vendor: the order's own status
    // tells the one from the other.
    private async Task<PushOutcome> JudgeCancelAsync(
        QimenAnswer answer, PushDocument document, CancellationToken cancel)
    {
        if (answer.Success)
        {
            return new PushOutcome.Done(document.Key);
        }

        var failure = Failure(answer);
        return failure is PushOutcome.Refused && await FindAsync(document, cancel) is { } number
            ? new PushOutcome.Done(number)
            : failure;
    }

    private static PushOutcome Failure(QimenAnswer answer) => answer.IsTransient || answer.IsOfCaller
        ? new PushOutcome.Unknown($"The WMS says {answer.Said}")
        : new PushOutcome.Refused(answer.Said);
}
