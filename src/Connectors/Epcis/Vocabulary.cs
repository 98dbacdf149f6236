namespace DealerIntegration.Connectors.Epcis;

/// <summary>
/// Words of the Core Business Vocabulary (CBV 词汇). They are written bare, as a URN or as a web address; the address is
/// the one form that is compared and goes into event ids.
/// </summary>
internal static class Vocabulary
{
    public const string Space = "https://ref.gs1.org/cbv/";

    private const string SensorSpace = "https://ref.gs1.org/voc/";

    private const string UrnStart = "urn:epcglobal:cbv:";

    // By the field, what its words begin with.
    private static readonly Dictionary<string, string> Starts = new(StringComparer.Ordinal)
    {
        ["bizStep"] = Space + "BizStep-",
        ["disposition"] = Space + "Disp-",
        ["set"] = Space + "Disp-",
        ["unset"] = Space + "Disp-",
        ["bizTransaction"] = Space + "BTT-",
        ["source"] = Space + "SDT-",
        ["destination"] = Space + "SDT-",
        ["reason"] = Space + "ER-",
        ["component"] = Space + "Comp-",
        ["sensorReport"] = SensorSpace,
        ["exception"] = SensorSpace,
    };

    private static readonly Dictionary<string, string> UrnParts = new(StringComparer.Ordinal)
    {
        ["bizstep"] = "BizStep-", ["disp"] = "Disp-", ["btt"] = "BTT-", ["sdt"] = "SDT-", ["er"] = "ER-",
    };

    private static readonly string[] FormerSpaces =
        ["https://ns.gs1.org/cbv/", "http://ref.gs1.org/cbv/", "https://gs1.org/cbv/"];

    private static readonly string[] FormerSensorSpaces = ["https://gs1.org/voc/", "http://gs1.org/voc/"];

    /// <summary>The web address of a word.</summary>
    /// <param name="field">The field it stands in; for a type, the field that the type belongs to.</param>
    public static string Full(string field, string word)
    {
        if (word.StartsWith(UrnStart, StringComparison.Ordinal))
        {
            var rest = word[UrnStart.Length..];
            var colon = rest.IndexOf(':', StringComparison.Ordinal);
            return colon > 0 && UrnParts.TryGetValue(rest[..colon], out var part)
                ? Space + part + rest[(colon + 1)..]
                : word;
        }

        return Moved(word, FormerSpaces, Space) ?? Moved(word, FormerSensorSpaces, SensorSpace)
            ?? (word.AsSpan().IndexOfAny(':', '/') < 0 && Starts.TryGetValue(field, out var start)
                ? start + word
                : word);
    }

    /// <summary>The bare word; one that is not of the vocabulary stays as it is.</summary>
    public static string Word(string field, string word)
    {
        var full = Full(field, word);
        return Starts.TryGetValue(field, out var start) && full.StartsWith(start, StringComparison.Ordinal)
            ? full[start.Length..]
            : full;
    }

    private static string? Moved(string word, string[] from, string to)
    {
        foreach (var space in from)
        {
            if (word.StartsWith(space, StringComparison.Ordinal))
            {
                return to + word[space.Length..];
            }
        }

        return null;
    }
}
