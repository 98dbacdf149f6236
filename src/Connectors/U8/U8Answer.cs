using System.Globalization;
using System.Text.Json;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.U8;

/// <summary>The envelope of every answer of U8's: whatever HTTP says, the errcode inside decides.</summary>
internal sealed record U8Answer(string Code, string Message, JsonElement Root)
{
    public bool IsSuccess => Code == "0";

    public string Said => PartnerText.Shorten($"{Code}: {Message}");

    /// <summary>Where to ask whether a write is done; null: it is, or was not taken.</summary>
    public string? PollAddress => Text("url");

    /// <exception cref="ConnectorException">The answer is torn, or no envelope.</exception>
    public static U8Answer Of(Answer answer, string what) => Of(answer.Body, answer.Redaction, what);

    public static U8Answer Of(ReadOnlyMemory<byte> body, Redaction redaction, string what)
    {
        JsonElement root;
        try
        {
            root = JsonSerializer.Deserialize<JsonElement>(JsonMark.Without(body.Span));
        }
        catch (JsonException e)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient, $"{what}: the answer is not whole JSON: {e.Message}", e);
        }

        var envelope = new U8Answer("", "", root);
        return envelope.Text("errcode") is { } code
            ? envelope with { Code = code, Message = redaction.Clean(envelope.Text("errmsg") ?? "") }
            : throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{what}: the answer is no object with an errcode; check 'address' and the resource.");
    }

    /// <exception cref="ConnectorException">The answer is a failure.</exception>
    public void RequireSuccess(U8Settings settings, string what, TimeSpan? retryAfter)
    {
        if (!IsSuccess)
        {
            var isTransient = settings.TransientCodes.Contains(Code);
            throw new ConnectorException(
                isTransient ? ConnectorFailure.Transient : ConnectorFailure.Configuration,
                $"{what}: U8 says {Said}"
                + (isTransient ? "" : " If it passes by itself, list the code under u8.transientCodes."))
            {
                RetryAfter = retryAfter,
            };
        }
    }

    /// <summary>A member as text, whether it came as text or as a number; null where there is none.</summary>
    public string? Text(string member) => TextOf(Root, member);

    /// <exception cref="ConnectorException">The member is no whole number.</exception>
    public long Number(string member, string what) =>
        long.TryParse(Text(member), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{what}: the answer's {member} is '{Text(member)}', so that the list cannot be proved whole.");

    public static string? TextOf(JsonElement element, string member) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(member, out var found)
        && found.ValueKind is JsonValueKind.String or JsonValueKind.Number
        && found.ToString() is { Length: > 0 } text
            ? text
            : null;
}
