using System.Globalization;
using System.Text.RegularExpressions;

namespace DealerIntegration.Simulators.Sap;

/// <summary>The subset of <c>$filter</c> the simulator understands: comparisons joined by <c>and</c>.</summary>
internal static partial class SapFilter
{
    /// <exception cref="SapException">Anything else, quoted in the message.</exception>
    public static Func<SapEntity, bool> Parse(string filter)
    {
        var tests = new List<Func<SapEntity, bool>>();
        var at = 0;
        while (at < filter.Length)
        {
            var match = Comparison().Match(filter, at);
            if (!match.Success || match.Index != at)
            {
                throw new SapException(400, "005056A509B11ED1B9BF94F386DE12E9", $"Invalid filter at '{filter[at..]}'.");
            }

            var (field, operation, value) =
                (match.Groups["field"].Value, match.Groups["op"].Value, Literal(match.Groups["value"].Value));
            tests.Add(entity => Holds(entity[field], operation, value));
            at = match.Index + match.Length;
        }

        return entity => tests.TrueForAll(test => test(entity));
    }

    private static bool Holds(object? actual, string operation, object wanted)
    {
        // As in the ERP's database, nothing compares with an initial date.
        if (actual is null)
        {
            return false;
        }

        var order = (actual, wanted) switch
        {
            (string left, string right) => string.CompareOrdinal(left, right),
            (DateOnly left, DateTimeOffset right) => left.CompareTo(DateOnly.FromDateTime(right.UtcDateTime)),
            (DateTimeOffset left, DateTimeOffset right) => left.CompareTo(right),
            (decimal left, decimal right) => left.CompareTo(right),
            _ => throw new SapException(
                400, "005056A509B11ED1B9BF94F386DE12E9", "Literal does not fit the property's type."),
        };
        return operation switch
        {
            "eq" => order == 0,
            "ne" => order != 0,
            "ge" => order >= 0,
            "gt" => order > 0,
            "le" => order <= 0,
            _ => order < 0,
        };
    }

    private static object Literal(string text)
    {
        var quote = text.IndexOf('\'', StringComparison.Ordinal);
        if (quote < 0)
        {
            return decimal.Parse(text.TrimEnd('M', 'm', 'L'), CultureInfo.InvariantCulture);
        }

        var body = text[(quote + 1)..^1].Replace("''", "'", StringComparison.Ordinal);
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return quote == 0 ? body
            : DateTimeOffset.TryParse(body, CultureInfo.InvariantCulture, Utc, out var time) ? time
            : throw new SapException(400, "005056A509B11ED1B9BF94F386DE12E9", $"Invalid literal {text}.");
    }

    [GeneratedRegex(
        @"\s*(?<field>\w+)\s+(?<op>eq|ne|ge|gt|le|lt)\s+"
        + @"(?<value>(datetimeoffset|datetime)?'([^']|'')*'|[0-9.]+[MmL]?)\s*(and\s+|$)")]
    private static partial Regex Comparison();
}
