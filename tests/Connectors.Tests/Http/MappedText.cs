using System.Globalization;
using System.Text;
using System.Text.Json;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Tests.Http;

/// <summary>A mapped page as a text that two pages share only if they are the same in everything.</summary>
internal static class MappedText
{
    public static string Of(MappedPage page)
    {
        var text = new StringBuilder();
        foreach (var document in page.Documents)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{document.Key} at {document.Place}");
            text.AppendLine(Values(document.Values));
            foreach (var line in document.Lines)
            {
                text.AppendLine(Values(line));
            }
        }

        foreach (var row in page.Rejected)
        {
            text.AppendLine(row.ToString());
        }

        text.AppendJoin(',', page.Keys).AppendLine();
        return text.Append(JsonSerializer.Serialize(page.Tally)).ToString();
    }

    // A decimal tells its scale, an instant its offset.
    private static string Values(object?[] values) => string.Join(" | ", values.Select(value => value switch
    {
        null => "null",
        DateOnly date => date.ToString("o", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("o", CultureInfo.InvariantCulture),
        _ => $"{value.GetType().Name} {Convert.ToString(value, CultureInfo.InvariantCulture)}",
    }));
}
