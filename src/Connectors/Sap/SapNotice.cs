using System.Text.Json;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Sap;

/// <summary>What SAP remarks in the header <c>sap-message</c> of a document that it took (SAP 警告).</summary>
internal static class SapNotice
{
    private const string Header = "sap-message";

    public static string? Of(Answer answer)
    {
        if (answer.Header(Header) is not { Length: > 0 } text)
        {
            return null;
        }

        return PartnerText.Shorten(answer.Redaction.Clean(Messages(text) ?? text));
    }

    private static string? Messages(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? string.Join("; ", All(json.RootElement).Distinct(StringComparer.Ordinal))
                : null;
        }
        catch (JsonException)
        {
            // Not JSON: a gateway in between has its own form, and the caller shows the text itself.
            return null;
        }
    }

    private static IEnumerable<string> All(JsonElement message)
    {
        yield return $"{Text(message, "code")}: {Text(message, "message")}";
        if (message.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Array)
        {
            foreach (var detail in details.EnumerateArray().Where(d => d.ValueKind == JsonValueKind.Object))
            {
                yield return $"{Text(detail, "code")}: {Text(detail, "message")}";
            }
        }
    }

    private static string Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) ? value.ToString() : "";
}
