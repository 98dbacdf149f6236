using System.Globalization;
using System.Text.RegularExpressions;

namespace DealerIntegration.Simulators.Sap;

/// <summary>
/// The subset of <c>$filter</c> the simulator understands: comparisons joined by <c>and</c> and <c>or</c>, in
/// parentheses where that is wanted.
/// </summary>
internal static partial class SapFilter
{
    /// <exception cref="SapException">Anything else, quoted in the message.</exception>
    public static Func<SapEntity, bool> Parse(string filter)
    {
        var at = 0;
        var test = Any(filter, ref at);
        return at == filter.Length ? test : throw Invalid(filter, at);
    }

    private static Func<SapEntity, bool> Any(string filter, ref int at)
    {
        var tests = new List<Func<SapEntity, bool>> { All(filter, ref at) };
        while (Word(filter, "or ", ref at))
        {
            tests.Add(All(filter, ref at));
        }

        return entity => tests.Exists(test => test(entity));
    }

    private static Func<SapEntity, bool> All(string filter, ref int at)
    {
        var tests = new List<Func<SapEntity, bool>> { One(filter, ref at) };
        while (Word(filter, "and ", ref at))
        {
            tests.Add(One(filter, ref at));
        }

        return entity => tests.TrueForAll(test => test(entity));
    }

    private static Func<SapEntity, bool> One(string filter, ref int at)
    {
        if (Word(filter, "(", ref at))
        {
            var inner = Any(filter, ref at);
            return Word(filter, ")", ref at) ? inner : throw Invalid(filter, at);
        }

        var match = Comparison().Match(filter, at);
        if (!match.Success || match.Index != at)
        {
            throw Invalid(filter, at);
        }

        at += match.Length;
        var (field, operation, value) =
            (match.Groups["field"].Value, match.Groups["op"].Value, Literal(match.Groups["value"].Value));
        return entity => Holds(entity[field], operation, value);
    }

    private static bool Word(string filter, string word, ref int at)
    {
        var start = at;
        while (start < filter.Length && filter[start] == ' ')
        {
            start++;
        }

        if (string.CompareOrdinal(filter, start, word, 0, word.Length) != 0)
        {
            return false;
        }

        at = start + word.Length;
        return true;
    }

    private static SapException Invalid(string filter, int at) =>
        new(400, "005056A509B11ED1B9BF94F386DE12E9", $"Invalid filter at '{filter[at..]}'.");

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
        + @"(?<value>(datetimeoffset|datetime)?'([^']|'')*'|[0-9.]+[MmL]?)\s*")]
    private static partial Regex Comparison();
}
