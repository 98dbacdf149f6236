using System.Globalization;
using System.Text.RegularExpressions;
using DealerIntegration.Domain.Diversion.Codes.Gs1;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>What kind of value a field holds, for its one written form.</summary>
internal enum PreHashKind
{
    /// <summary>Holds others.</summary>
    Group,
    Text,
    Time,
    Number,
    Boolean,

    /// <summary>A GS1 key, a place or a document.</summary>
    Identifier,

    /// <summary>A word of a vocabulary.</summary>
    Word,

    /// <summary>Whatever a sender added: recognised by its looks.</summary>
    Any,
}

/// <summary>The one written form of a value, whichever of its spellings a sender chose.</summary>
internal static partial class PreHashValue
{
    private const int FractionDigits = 3;

    public static string Of(PreHashKind kind, string field, string value) => kind switch
    {
        PreHashKind.Time => Time(value) ?? value,
        PreHashKind.Number => Number(value),
        PreHashKind.Boolean => value switch { "1" => "true", "0" => "false", _ => value },
        PreHashKind.Identifier => DigitalLink.ToCanonical(value) ?? Vocabulary.Full(field, value),
        PreHashKind.Word => Vocabulary.Full(field, value),
        PreHashKind.Any => Any(value),
        _ => value,
    };

    /// <summary>In UTC with milliseconds, rounded by the fourth digit. Null: no time with a zone.</summary>
    public static string? Time(string text)
    {
        var match = TimeText().Match(text);
        if (!match.Success
            || !DateTimeOffset.TryParseExact(
                match.Groups["second"].Value + match.Groups["zone"].Value, "yyyy-MM-ddTHH:mm:ssK",
                CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return null;
        }

        var fraction = match.Groups["fraction"].Value.PadRight(FractionDigits + 1, '0');
        var milliseconds = int.Parse(fraction[..FractionDigits], CultureInfo.InvariantCulture)
            + (fraction[FractionDigits] >= '5' ? 1 : 0);
        return time.ToUniversalTime().AddMilliseconds(milliseconds)
            .ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    // A number that decimal cannot hold keeps its text: better two ids than one for two quantities.
    private static string Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("0.############################", CultureInfo.InvariantCulture)
            : text;

    private static string Any(string text) =>
        Time(text)
        ?? (PlainNumber().IsMatch(text) ? Number(text)
            : DigitalLink.ToCanonical(text) ?? Vocabulary.Full("", text));

    [GeneratedRegex(
        @"^(?<second>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.(?<fraction>\d+))?(?<zone>Z|[+-]\d\d:\d\d)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TimeText();

    // Digits with zeros in front are a name, not a number.
    [GeneratedRegex(@"^-?(0|[1-9]\d{0,17})(\.\d{1,10})?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PlainNumber();
}
