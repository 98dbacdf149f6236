using System.Text.Json;
using System.Xml.Linq;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Sap;

/// <summary>
/// What SAP says when it refuses (SAP 错误信息), as JSON or XML. Its first message is often general; the details beside
/// it say what is wrong.
/// </summary>
internal static class SapError
{
    /// <summary>Null where the answer is no error of SAP's own but of something in front of it.</summary>
    public static string? Of(Answer answer)
    {
        if (PartnerText.FromJson(answer) is { } said)
        {
            var details = Details(answer).Where(d => !said.Contains(d, StringComparison.Ordinal));
            return PartnerText.Shorten(string.Join("; ", details.Prepend(said)));
        }

        return FromXml(answer);
    }

    private static List<string> Details(Answer answer)
    {
        using var json = JsonDocument.Parse(answer.Body);
        return json.RootElement.GetProperty("error").TryGetProperty("innererror", out var inner)
            && inner.ValueKind == JsonValueKind.Object
            && inner.TryGetProperty("errordetails", out var details)
            && details.ValueKind == JsonValueKind.Array
            ? [.. details.EnumerateArray().Select(Detail).OfType<string>().Distinct(StringComparer.Ordinal)
                .Select(answer.Redaction.Clean)]
            : [];
    }

    // The frame around a message counts as a detail too, without a text that helps anybody.
    private static string? Detail(JsonElement detail) =>
        SapEntity.Text(detail, "message") is { } message
        && SapEntity.Text(detail, "code") is var code
        && code?.StartsWith("/IWBEP/CX_", StringComparison.Ordinal) != true
            ? code is null ? message : $"{code}: {message}"
            : null;

    private static string? FromXml(Answer answer)
    {
        if (answer.IsHtml || answer.MediaType?.EndsWith("xml", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        try
        {
            var error = XmlBody.Parse(answer.Body, "error");
            var message = Child(error, "message");
            return error.Name.LocalName == "error" && message is not null
                ? PartnerText.Shorten(answer.Redaction.Clean(
                    Child(error, "code") is { Length: > 0 } code ? $"{code}: {message}" : message))
                : null;
        }
        catch (ConnectorException)
        {
            // Torn or not XML after all: the caller shows the text itself.
            return null;
        }
    }

    private static string? Child(XElement error, string name) =>
        XmlBody.Find(error, name).FirstOrDefault()?.Value.Trim();
}
