using System.Text.Json;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>
/// The envelope of every YonBIP answer (返回报文): HTTP says 200 even for refusals, the code inside decides. It is a text
/// or a number by the module that answers, and some answer an invalid token with plain text.
/// </summary>
/// <param name="Data">Undefined where the answer has none.</param>
internal sealed record YonBipEnvelope(string Code, string Message, JsonElement Data)
{
    private const string BadToken = "非法token";

    /// <summary>Business calls say 200, discovery and token 00000.</summary>
    public bool IsSuccess => Code is "200" or "00000";

    /// <summary>The token has run out or belongs to another data centre; nobody looked at the request.</summary>
    public bool IsTokenRefused => Code is "310036" or "310003";

    // Rate limits of system, application, product and API; the gateway's breaker; backend slow, busy or unreachable.
    private bool IsTransient => Code is "310032" or "310039" or "310042" or "310046" or "310050"
        or "310043" or "202" or "310504" or "310071" or "310072" or "310007" or "310009";

    /// <exception cref="ConnectorException">The answer is no envelope.</exception>
    public static YonBipEnvelope Of(Answer answer, string what)
    {
        if (answer.Text.Trim() is BadToken)
        {
            return new YonBipEnvelope("310036", BadToken, default);
        }

        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            if (json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("code", out var code)
                && code.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            {
                var message = json.RootElement.TryGetProperty("message", out var text) ? text.ToString() : "";
                var data = json.RootElement.TryGetProperty("data", out var found) ? found.Clone() : default;
                return new YonBipEnvelope(code.ToString(), answer.Redaction.Clean(message), data);
            }
        }
        catch (JsonException e)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient, $"{what}: the answer is not whole JSON. {PartnerText.Of(answer)}", e);
        }

        throw new ConnectorException(
            ConnectorFailure.Configuration, $"{what}: the answer has no code; check 'address' and the path.");
    }

    /// <exception cref="ConnectorException">The answer is a failure.</exception>
    public YonBipEnvelope RequireSuccess(string what, TimeSpan? retryAfter) => IsSuccess
        ? this
        : throw new ConnectorException(
            IsTransient ? ConnectorFailure.Transient : ConnectorFailure.Configuration,
            $"{what}: YonBIP says {Code}: {PartnerText.Shorten(Message)}{Remedy}")
        {
            RetryAfter = retryAfter,
        };

    private string Remedy => Code switch
    {
        "310037" => " Grant the API to the application in the console.",
        "310005" or "310006" or "10018" => " Check the application's key, and that it is enabled.",
        "310031" or "310038" or "310041" or "310047" => " Add the hub's address to the console's list.",
        "310404" or "310405" => " Correct the path in the mapping file.",
        "1090003500084" => " Bind a user to the application in the console.",
        _ => "",
    };
}
