using System.Globalization;
using System.Text.Json;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Kingdee;

/// <summary>
/// What Kingdee says of a call (<c>Result.ResponseStatus</c>): HTTP says 200 even for failures.
/// </summary>
/// <param name="Code">MsgCode: which kind of failure it is.</param>
/// <param name="Entities">Documents that were changed, also where others of the call failed.</param>
internal sealed record KingdeeStatus(bool IsSuccess, int? Code, string Said, IReadOnlyList<KingdeeEntity> Entities)
{
    // The session was lost, the database is busy, somebody else has the bill open, or too many calls were made.
    private bool IsTransient => Code is 1 or 6 or 13 or 14;

    private string Remedy => Code switch
    {
        2 => " Grant the integration user the right to it.",
        7 => " Check Kingdee's licence.",
        5 => " Correct 'form'.",
        15 => " Use an integration user that is no administrator.",
        _ => "",
    };

    /// <summary>Null where an element holds no such status.</summary>
    public static KingdeeStatus? In(JsonElement element, Redaction redaction)
    {
        if (!Member(element, "Result", out var result) || !Member(result, "ResponseStatus", out var status)
            || !Member(status, "IsSuccess", out var success)
            || success.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            return null;
        }

        var code = Member(status, "MsgCode", out var found)
            && int.TryParse(found.ToString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : (int?)null;
        var entities = List(status, "SuccessEntitys")
            .Select(e => new KingdeeEntity(TextOf(e, "Id"), TextOf(e, "Number"))).ToList();
        var errors = List(status, "Errors").Select(e => $"{TextOf(e, "FieldName")} {TextOf(e, "Message")}".Trim());
        var said = PartnerText.Shorten(redaction.Clean(string.Join("; ", errors)));
        return new KingdeeStatus(
            success.GetBoolean(), code, $"MsgCode {code?.ToString(CultureInfo.InvariantCulture) ?? "?"}: {said}",
            entities);
    }

    /// <summary>The status in a whole answer.</summary>
    /// <exception cref="ConnectorException">The answer is torn, or holds none.</exception>
    public static KingdeeStatus Of(Answer answer, string what)
    {
        using var json = KingdeeRows.Parse(answer.Body, answer.Redaction, what);
        return In(json.RootElement, answer.Redaction) ?? throw new ConnectorException(
            ConnectorFailure.Configuration,
            $"{what}: the answer holds no Result.ResponseStatus; check 'address'. {PartnerText.Of(answer)}");
    }

    public ConnectorException As(string what) => new(
        IsTransient ? ConnectorFailure.Transient : ConnectorFailure.Configuration,
        $"{what}: Kingdee says {Said}{Remedy}");

    private static bool Member(JsonElement element, string name, out JsonElement found)
    {
        found = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out found);
    }

    private static IEnumerable<JsonElement> List(JsonElement status, string name) =>
        Member(status, name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static string TextOf(JsonElement element, string name) =>
        Member(element, name, out var found) ? found.ToString() : "";
}

/// <summary>A document that Kingdee changed: its inner id and the number people see.</summary>
internal sealed record KingdeeEntity(string Id, string Number);
