using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Sap;

/// <summary>What SAP's answer to a document says of it (推送结果判定).</summary>
internal sealed class SapJudge(SapClient client)
{
    public PushOutcome Of(Answer answer, SapDocument sap)
    {
        if (!answer.IsSuccess)
        {
            return Failure(answer);
        }

        // An answer that belongs to another document would give this one its number.
        if (SapEntity.Text(answer, SapDocument.KeyProperty) is { } held && held != sap.Key)
        {
            return new PushOutcome.Unknown($"SAP answered for the key '{held}' where {sap.Key} was sent.");
        }

        return SapEntity.Text(answer, sap.NumberProperty) is { } number
            ? new PushOutcome.Done(number, SapNotice.Of(answer))
            : new PushOutcome.Unknown($"SAP answered {(int)answer.Status} without a document number.");
    }

    public PushOutcome Failure(Answer answer)
    {
        // 401, 403 and 3xx say that nobody looked at the document; 423, 429 and 5xx that nobody knows what came of it;
        // and a bare conflict comes from whatever stands in front of SAP, for SAP itself gives a reason.
        var status = (int)answer.Status;
        var refused = status is >= 400 and < 500
            && status is not (401 or 403 or 404 or 405)
            && !Verdict.IsTransient(answer.Status)
            && !answer.IsHtml
            && (status != 409 || PartnerText.FromJson(answer) is not null);
        var said = PartnerText.FromJson(answer) ?? PartnerText.Of(answer);
        return refused
            ? new PushOutcome.Refused(said)
            : new PushOutcome.Unknown($"SAP answered {status}. {said}", client.RetryAfterOf(answer));
    }
}
