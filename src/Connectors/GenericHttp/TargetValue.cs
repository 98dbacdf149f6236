using System.Globalization;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Mapping.Converting;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>
/// One member of a body that goes out: text found in our document, turned into what the partner reads.
/// </summary>
internal static class TargetValue
{
    public const string Number = "number";
    public const string Negate = "negate";
    public const string Boolean = "boolean";
    public const string Date = "date:";

    /// <summary>A day as OData V2 writes it.</summary>
    public const string SapDate = "sapDate";

    private const string Day = "yyyy-MM-dd";

    public static string[] Steps(FieldMapping field) =>
        field.Convert?.Split('|', StringSplitOptions.TrimEntries) ?? [];

    /// <summary>Null where the document holds nothing: the member is then left out.</summary>
    /// <param name="problem">Why the value cannot be sent.</param>
    public static JsonNode? Of(string member, FieldMapping field, Func<string, string?> read, out string? problem)
    {
        problem = null;
        var text = field.Constant ?? read(field.Path!) ?? field.Default;
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (field.Map is { } map && !map.TryGetValue(text, out text))
        {
            problem = $"'{read(field.Path!)}' is not in the map of '{member}'; add it to the connector file.";
            return null;
        }

        JsonNode? value = null;
        foreach (var step in Steps(field))
        {
            value = Convert(step, text, out var turned);
            if (value is null)
            {
                problem = $"'{text}' cannot be sent as '{member}': '{step}' does not take it.";
                return null;
            }

            text = turned;
        }

        return value ?? JsonValue.Create(text);
    }

    private static JsonValue? Convert(string step, string text, out string turned)
    {
        turned = text;
        if (step == SapDate)
        {
            turned = DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, 0, out var day)
                ? SapDates.Write(day)
                : "";
            return turned.Length == 0 ? null : JsonValue.Create(turned);
        }

        if (step.StartsWith(Date, StringComparison.Ordinal))
        {
            turned = DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, 0, out var date)
                ? date.ToDateTime(TimeOnly.MinValue).ToString(step[Date.Length..], CultureInfo.InvariantCulture)
                : "";
            return turned.Length == 0 ? null : JsonValue.Create(turned);
        }

        if (step == Boolean)
        {
            return bool.TryParse(text, out var truth) ? JsonValue.Create(truth) : null;
        }

        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, plain, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        number = step == Negate && number != 0 ? -number : number;
        turned = number.ToString(CultureInfo.InvariantCulture);
        return step == Number ? JsonValue.Create(number) : JsonValue.Create(turned);
    }
}
