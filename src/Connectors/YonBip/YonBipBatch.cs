using System.Globalization;
using System.Text.Json;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>
/// What a batch action says it did (批量操作结果): its code is 200 even where each of its bills failed. Spelt as the vendor
/// spells it.
/// </summary>
/// <param name="Failed">Null where it does not say.</param>
internal sealed record YonBipBatch(int? Failed, string Said)
{
    public static YonBipBatch Of(YonBipEnvelope envelope)
    {
        var data = envelope.Data;
        if (data.ValueKind != JsonValueKind.Object)
        {
            return new YonBipBatch(null, "");
        }

        var failed = data.TryGetProperty("failCount", out var count)
            && int.TryParse(count.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : (int?)null;
        var said = Messages(data, "messages").ToList();
        if (said.Count == 0 && failed > 0)
        {
            said = [.. Messages(data, "failInfos")];
        }

        return new YonBipBatch(failed, PartnerText.Shorten(string.Join("; ", said.Distinct(StringComparer.Ordinal))));
    }

    // A text, or an object around one; an object without one is shown as it is.
    private static IEnumerable<string> Messages(JsonElement data, string name) =>
        data.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
                .Where(m => m.ValueKind is JsonValueKind.String or JsonValueKind.Object)
                .Select(m => m.ValueKind == JsonValueKind.Object && m.TryGetProperty("message", out var text)
                    ? text.ToString()
                    : m.ToString())
                .Where(m => m.Length > 0)
            : [];
}
