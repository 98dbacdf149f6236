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
    private const string Warning = "1";

    /// <summary>Business calls say 200, discovery and token 00000.</summary>
    public bool IsSuccess => Code is "200" or "00000";

    public bool IsTokenRefused => YonBipCodes.IsTokenRefused(Code);

    /// <summary>What a person should know although the call went well.</summary>
    public string? Notice { get; private init; }

    public string Said => $"YonBIP says {Code}: {PartnerText.Shorten(Message)}{YonBipCodes.Remedy(Code)}";

    /// <exception cref="ConnectorException">The answer is no envelope.</exception>
    public static YonBipEnvelope Of(Answer answer, string what)
    {
        try
        {
            return TryOf(answer) ?? throw new ConnectorException(
                ConnectorFailure.Configuration, $"{what}: the answer has no code; check 'address' and the path.");
        }
        catch (JsonException e)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient, $"{what}: the answer is not whole JSON. {PartnerText.Of(answer)}", e);
        }
    }

    /// <summary>Whether an answer of any status bears a code of its own: it then says more than the status.</summary>
    public static bool IsIn(Answer answer)
    {
        try
        {
            return TryOf(answer) is not null;
        }
        catch (JsonException)
        {
            // Whatever stands in front of YonBIP answers in its own way: the status says what it can.
            return false;
        }
    }

    /// <exception cref="ConnectorException">The answer is a failure.</exception>
    public YonBipEnvelope RequireSuccess(string what, TimeSpan? retryAfter) => IsSuccess
        ? this
        : throw new ConnectorException(
            YonBipCodes.IsTransient(Code) ? ConnectorFailure.Transient : ConnectorFailure.Configuration,
            $"{what}: {Said}")
        {
            RetryAfter = retryAfter,
        };

    private static YonBipEnvelope? TryOf(Answer answer)
    {
        if (answer.Text.Trim() is BadToken)
        {
            return new YonBipEnvelope(YonBipCodes.TokenInvalid, BadToken, default);
        }

        var root = YonBipJson.Parse(answer.Body);
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("code", out var code)
            || code.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            return null;
        }

        var message = answer.Redaction.Clean(Text(root, "message"));
        return new YonBipEnvelope(
            code.ToString(), message, root.TryGetProperty("data", out var data) ? data : default)
        {
            Notice = Text(root, "level") == Warning ? message : null,
        };
    }

    private static string Text(JsonElement root, string member) =>
        root.TryGetProperty(member, out var text) ? text.ToString() : "";
}
