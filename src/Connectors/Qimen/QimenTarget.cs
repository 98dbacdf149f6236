using System.Xml.Linq;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>
/// Sends delivery orders to the WMS (WMS 写入). A WMS that already has our key says so instead of making a second order;
/// that is a success whose number has to be looked up.
/// </summary>
internal sealed class QimenTarget(QimenClient client) : ITarget
{
    private const string Create = "deliveryorder.create";
    private const string Query = "deliveryorder.query";
    private const string Kind = "delivery-order";

    public async Task<PushOutcome> PushAsync(PushDocument document, CancellationToken cancel)
    {
        if (document.Kind != Kind)
        {
            return new PushOutcome.Refused($"The WMS takes no document of kind '{document.Kind}' from the hub.");
        }

        try
        {
            var answer = await client.WriteAsync(Create, DeliveryOrder.Body(document, client.Now), cancel);
            if (!answer.IsSuccess || answer.IsHtml)
            {
                return new PushOutcome.Unknown(
                    $"The WMS answered {(int)answer.Status}. {PartnerText.Of(answer)}", client.RetryAfterOf(answer));
            }

            return await JudgeAsync(QimenAnswer.Of(answer, Create), document, cancel);
        }
        catch (ConnectorException e)
        {
            return new PushOutcome.Unknown(e.Message, e.RetryAfter);
        }
    }

    public async Task<string?> FindAsync(PushDocument document, CancellationToken cancel)
    {
        if (document.Kind != Kind)
        {
            return null;
        }

        QimenAnswer? found = null;
        var request = new XElement("request", new XElement("orderCode", document.Key));
        var body = request.ToString(SaveOptions.DisableFormatting);
        await client.ReadAsync(Query, body, a => found = RequireAnswer(a), cancel);
        return found!.Success ? NumberOf(found.Root) : null;
    }

    private async Task<PushOutcome> JudgeAsync(QimenAnswer answer, PushDocument document, CancellationToken cancel)
    {
        if (answer.Success)
        {
            return NumberOf(answer.Root) is { } number
                ? new PushOutcome.Done(number)
                : new PushOutcome.Unknown("The WMS accepted the order without naming its number.");
        }

        if (client.App.DuplicateCodes.Contains(answer.Code))
        {
            return await FindAsync(document, cancel) is { } existing
                ? new PushOutcome.Done(existing)
                : new PushOutcome.Unknown($"The WMS says it has the order ({answer.Said}) but does not find it.");
        }

        return answer.IsTransient || answer.IsOfCaller
            ? new PushOutcome.Unknown($"The WMS says {answer.Said}")
            : new PushOutcome.Refused(answer.Said);
    }

    // Only the codes that mean "no such order" may be read as one; any other failure says nothing about the order.
    private QimenAnswer RequireAnswer(QimenAnswer answer)
    {
        if (!client.App.NotFoundCodes.Contains(answer.Code))
        {
            answer.RequireSuccess(Query);
        }

        return answer;
    }

    private static string? NumberOf(XElement root)
    {
        var number = root.Element("deliveryOrderId")?.Value
            ?? root.Element("deliveryOrder")?.Element("deliveryOrderId")?.Value;
        return string.IsNullOrEmpty(number) ? null : number;
    }
}
