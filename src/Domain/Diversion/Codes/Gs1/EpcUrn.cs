namespace DealerIntegration.Domain.Diversion.Codes.Gs1;

/// <summary>
/// EPC URNs (EPC URN): <c>urn:epc:id:sgtin:4012345.011111.2017</c>, with the company prefix set off by a point. The
/// check digit is left out of them and is worked out here.
/// </summary>
public static class EpcUrn
{
    public const string Start = "urn:epc:";

    private const int ShortestPrefix = 6;
    private const int LongestPrefix = 12;

    /// <summary>
    /// The canonical Digital Link of an EPC URN: <c>https://id.gs1.org/01/04012345111118/21/2017</c>. Null: the text is
    /// no EPC URN, or one without a GS1 key.
    /// </summary>
    public static string? ToDigitalLink(string text) => Read(text).Identity?.DigitalLink;

    /// <summary>Reads an EPC URN, an EPC class or a pattern that leaves only the serial open.</summary>
    public static Gs1Reading Read(string text)
    {
        if (!text.StartsWith(Start, StringComparison.Ordinal))
        {
            return Gs1Reading.Wrong("The text is no EPC URN.", "It starts with urn:epc:id, urn:epc:class or idpat.");
        }

        var body = text[Start.Length..];
        var colon = body.IndexOf(':', body.IndexOf(':', StringComparison.Ordinal) + 1);
        if (colon < 0 || !EpcScheme.All.TryGetValue(body[..colon], out var scheme))
        {
            return Gs1Reading.Wrong(
                $"'{text}' has no scheme with a GS1 key.", $"Known are {string.Join(", ", EpcScheme.All.Keys)}.");
        }

        var parts = Split(scheme, body[(colon + 1)..]);
        return parts is null
            ? Gs1Reading.Wrong($"'{text}' has not the parts of {scheme.Name}.", "Company prefix, reference and serial.")
            : Assemble(scheme, parts, text);
    }

    // The last part may hold points of its own, the ones before it never do.
    private static string[]? Split(EpcScheme scheme, string rest)
    {
        var count = 2 + (scheme.HasPieces ? 2 : 0) + (scheme.Tail > 0 ? 1 : 0);
        var parts = rest.Split('.', count);
        return parts.Length == count ? parts : null;
    }

    private static Gs1Reading Assemble(EpcScheme scheme, string[] parts, string text)
    {
        if (KeyOf(scheme, parts[0], parts[1]) is not { } key)
        {
            return Gs1Reading.Wrong(
                $"'{text}': company prefix and reference do not fit {scheme.Name}.",
                $"The prefix has {ShortestPrefix} to {LongestPrefix} digits, both together {scheme.Length}.");
        }

        if (scheme.HasPieces)
        {
            if (parts[2].Length != 2 || parts[3].Length != 2 || !CheckDigits.AllDigits(parts[2] + parts[3]))
            {
                return Gs1Reading.Wrong($"'{text}': piece and total are not two digits each.", "Write .01.02.");
            }

            key += parts[2] + parts[3];
        }

        if (scheme.Tail == 0)
        {
            return Gs1Reading.Of(new Gs1Identity(new Gs1Element(scheme.Ai, key), null));
        }

        if (scheme.IsPattern)
        {
            return parts[^1] == "*"
                ? Gs1Reading.Of(new Gs1Identity(new Gs1Element(scheme.Ai, key), null))
                : Gs1Reading.Wrong($"'{text}' is a pattern without a star at its end.", "Write .* for any serial.");
        }

        return TailOf(scheme, parts[^1]) is { } tail
            ? Gs1Reading.Of(Join(scheme, key, tail))
            : Gs1Reading.Wrong(
                $"'{text}': '{parts[^1]}' is no serial of {scheme.Name}.",
                $"It has 1 to {scheme.Tail} {(scheme.TailDigits ? "digits" : "letters, digits and signs of GS1")}.");
    }

    private static string? KeyOf(EpcScheme scheme, string prefix, string reference)
    {
        if (prefix.Length is < ShortestPrefix or > LongestPrefix || !CheckDigits.AllDigits(prefix))
        {
            return null;
        }

        if (scheme.Key == EpcKey.Text)
        {
            var value = prefix + PercentText.Decode(reference);
            var fits = value.Length > prefix.Length && value.Length <= scheme.Length;
            return fits && CharacterSet.Of(scheme.Ai).Holds(value) ? value : null;
        }

        if (prefix.Length + reference.Length != scheme.Length || !CheckDigits.AllDigits(reference))
        {
            return null;
        }

        var digits = scheme.Key == EpcKey.Digits
            ? prefix + reference
            : string.Concat(reference.AsSpan(0, 1), prefix, reference.AsSpan(1));
        return scheme.Lead + digits + CheckDigits.Mod10(digits);
    }

    private static string? TailOf(EpcScheme scheme, string written)
    {
        var tail = PercentText.Decode(written);
        return tail is { Length: > 0 } && tail.Length <= scheme.Tail
            && (scheme.TailDigits ? CheckDigits.AllDigits(tail) : CharacterSet.Letters.Holds(tail))
            ? tail
            : null;
    }

    private static Gs1Identity Join(EpcScheme scheme, string key, string tail)
    {
        // "0" is how a URN writes a location without an extension.
        if (scheme.Qualifier is null || (scheme.Ai == "414" && tail == "0"))
        {
            return new Gs1Identity(new Gs1Element(scheme.Ai, scheme.Qualifier is null ? key + tail : key), null);
        }

        return new Gs1Identity(new Gs1Element(scheme.Ai, key), new Gs1Element(scheme.Qualifier, tail));
    }
}
