namespace DealerIntegration.Domain.Diversion.Codes.Gs1;

/// <summary>
/// GS1 Digital Link URIs (GS1 数字链接) under any domain and path:
/// <c>https://shop.example/p/01/04012345111118/21/2017?17=261231</c>.
/// </summary>
public static class DigitalLink
{
    // Names that early links used in place of the identifiers.
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["gtin"] = "01", ["itip"] = "8006", ["cpid"] = "8010", ["gln"] = "414", ["party"] = "417", ["gsrnp"] = "8017",
        ["gsrn"] = "8018", ["gcn"] = "255", ["sscc"] = "00", ["gdti"] = "253", ["ginc"] = "401", ["gsin"] = "402",
        ["grai"] = "8003", ["giai"] = "8004", ["cpv"] = "22", ["lot"] = "10", ["ser"] = "21",
    };

    /// <summary>Whether the text is a web address at all.</summary>
    public static bool IsAddress(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The canonical form of a link or an EPC URN, over which GS1 event ids are taken: GS1's own domain, the finest
    /// level of identification, no query. Null: the text is neither. Check digits are not looked at.
    /// </summary>
    public static string? ToCanonical(string text)
    {
        if (text.StartsWith(EpcUrn.Start, StringComparison.Ordinal))
        {
            return EpcUrn.ToDigitalLink(text);
        }

        return IsAddress(text) && Find(Segments(text)) is { } elements
            ? KeyChoice.Of(elements).Identity?.DigitalLink
            : null;
    }

    /// <summary>Reads a link as a code: with check digits.</summary>
    public static Gs1Reading Read(string text)
    {
        var elements = IsAddress(text) ? Find(Segments(text)) : null;
        return elements is null ? NoKey(text) : Checked(elements);
    }

    /// <summary>Reads a link without its domain: <c>/01/04012345111118/21/2017</c>.</summary>
    public static Gs1Reading ReadPath(string path) =>
        Find(PathSegments(path)) is { } elements ? Checked(elements) : NoKey(path);

    private static Gs1Reading NoKey(string text) => Gs1Reading.Wrong(
        $"'{text}' is no Digital Link.", "It holds a key: /01/ with 14 digits, for an item /21/ and serial.");

    private static Gs1Reading Checked(IReadOnlyList<Gs1Element> elements) =>
        elements.Select(AiTable.Fault).FirstOrDefault(f => f is not null) is { } fault
            ? new Gs1Reading(null, fault)
            : KeyChoice.Of(elements);

    private static string[] Segments(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var slash = text.IndexOf('/', start);
        return slash < 0 ? [] : PathSegments(text[slash..]);
    }

    private static string[] PathSegments(string path)
    {
        var end = path.IndexOfAny(['?', '#']);
        return (end < 0 ? path : path[..end]).Trim('/').Split('/');
    }

    // The key stands somewhere in the path; from there on the path is pairs to its end.
    private static IReadOnlyList<Gs1Element>? Find(string[] segments)
    {
        for (var start = 0; start < segments.Length - 1; start++)
        {
            var key = AiOf(segments[start]);
            if (KeyChoice.Qualifiers.ContainsKey(key)
                && (segments.Length - start) % 2 == 0
                && Pairs(key, segments.AsSpan(start)) is { } elements)
            {
                return elements;
            }
        }

        return null;
    }

    private static List<Gs1Element>? Pairs(string key, ReadOnlySpan<string> segments)
    {
        var elements = new List<Gs1Element>();
        for (var i = 0; i < segments.Length; i += 2)
        {
            var ai = AiOf(segments[i]);
            var value = PercentText.Decode(segments[i + 1]);
            if (value is null || (i > 0 && !MayFollow(key, ai)))
            {
                return null;
            }

            var element = new Gs1Element(ai, ai == Gtin.Ai ? Gtin.Padded(value) : value);
            if (!IsShaped(element))
            {
                return null;
            }

            elements.Add(element);
        }

        return elements;
    }

    // The product's variant comes between key and lot; it makes nothing finer.
    private static bool MayFollow(string key, string ai) =>
        KeyChoice.Qualifiers[key].Contains(ai) || (ai == "22" && key is ("01" or "8006"));

    private static string AiOf(string segment) => Names.GetValueOrDefault(segment, segment);

    private static bool IsShaped(Gs1Element element) =>
        AiTable.All.TryGetValue(element.Ai, out var format) && format.HasShapeOf(element.Value);
}
