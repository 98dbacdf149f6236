using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Sap;

/// <summary>What SAP's answer to a document says of it (推送结果判定).</summary>
internal sealed partial class SapJudge(SapClient client, SapSettings settings)
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

        return (SapEntity.Text(answer, sap.NumberProperty) ?? InLocation(answer, sap)) is { } number
            ? new PushOutcome.Done(number, SapNotice.Of(answer))
            : new PushOutcome.Unknown($"SAP answered {(int)answer.Status} without a document number.");
    }

    public PushOutcome Failure(Answer answer)
    {
        // 401, 403 and 3xx say that nobody looked at the document; 423, 429 and 5xx that nobody knows what came of it;
        // and a bare conflict comes from whatever stands in front of SAP, for SAP itself gives a reason.
        var status = (int)answer.Status;
        var own = SapError.Of(answer);
        if (own is not null && status is >= 400 and < 500 && IsLock(own))
        {
            return new PushOutcome.Unknown(
                $"SAP answered {status}: somebody works on what it concerns. {own}", client.RetryAfterOf(answer),
                MayHaveArrived: false);
        }

        var refused = status is >= 400 and < 500
            && status is not (401 or 403 or 404 or 405)
            && !Verdict.IsTransient(answer.Status)
            && !answer.IsHtml
            && (status != 409 || own is not null);
        var said = own ?? PartnerText.Of(answer);
        return refused
            ? new PushOutcome.Refused(said)
            : new PushOutcome.Unknown($"SAP answered {status}. {said}", client.RetryAfterOf(answer))
            {
                IsAnswered = !Verdict.IsInBetween(answer),
            };
    }

    // A lock goes when its holder leaves the document: nothing is wrong with ours.
    private bool IsLock(string said) => settings.LockedCodes.Exists(
        code => said.Contains(code, StringComparison.OrdinalIgnoreCase));

    // A service that is asked for little says only where the document is. Any other answer without a number is torn.
    private static string? InLocation(Answer answer, SapDocument sap) =>
        answer.Status == System.Net.HttpStatusCode.NoContent
        && answer.Header("Location") is { } location
        && Key().Match(Uri.UnescapeDataString(location)) is { Success: true } match
        && match.Groups["set"].Value == sap.Set
            ? match.Groups["key"].Value
            : null;

    [GeneratedRegex(@"(?<set>\w+)\((\w+=)?'(?<key>[^',]+)'\)$")]
    private static partial Regex Key();
}
