namespace DealerIntegration.Domain.Diversion.Codes.Gs1;

/// <summary>Which of the elements of one code is its key, and what makes it finer (主标识与限定符).</summary>
internal static class KeyChoice
{
    // For each key the qualifiers that make it finer, the finest first. What is left out only describes.
    public static readonly IReadOnlyDictionary<string, string[]> Qualifiers = new Dictionary<string, string[]>(
        StringComparer.Ordinal)
    {
        ["01"] = ["21", "235", "10"],
        ["8006"] = ["21", "10"],
        ["00"] = [],
        ["253"] = [],
        ["255"] = [],
        ["401"] = [],
        ["402"] = [],
        ["414"] = ["254"],
        ["417"] = [],
        ["8003"] = [],
        ["8004"] = [],
        ["8010"] = ["8011"],
        ["8017"] = ["8019"],
        ["8018"] = ["8019"],
    };

    // Keys that describe another one when they come along with it: the place on a carton's label is not the carton.
    private static readonly string[] ByRank =
        ["01", "8006", "00", "8003", "8004", "8010", "253", "255", "402", "401", "8018", "8017", "414", "417"];

    public static Gs1Reading Of(IReadOnlyList<Gs1Element> elements)
    {
        if (Doubled(elements) is { } twice)
        {
            return Gs1Reading.Wrong(
                $"({twice.Ai}) stands twice, as '{twice.Value}' and differently.", "Scan one label at a time.");
        }

        var key = ByRank.Select(ai => elements.FirstOrDefault(e => e.Ai == ai)).FirstOrDefault(e => e is not null);
        if (key is null)
        {
            return Gs1Reading.Wrong(
                "The code names nothing: it has no GTIN, SSCC or other GS1 key.",
                elements.Any(e => e.Ai is "21" or "10")
                    ? "A serial or lot belongs to a GTIN: scan the whole label."
                    : "Scan the code that holds (01) or (00).");
        }

        if (Excluded(key, elements) is { } other)
        {
            return Gs1Reading.Wrong(
                $"({key.Ai}) and ({other.Ai}) cannot stand on one thing.", "Scan one label at a time.");
        }

        var qualifier = Qualifiers[key.Ai]
            .Select(ai => elements.FirstOrDefault(e => e.Ai == ai))
            .FirstOrDefault(e => e is not null);
        return Gs1Reading.Of(new Gs1Identity(key, qualifier));
    }

    private static Gs1Element? Doubled(IReadOnlyList<Gs1Element> elements) =>
        elements.GroupBy(e => e.Ai, StringComparer.Ordinal)
            .FirstOrDefault(g => g.Distinct().Skip(1).Any())?.First();

    // A trade item is not its own content, a coupon or a part of an item as well; a serial and the third party's serial
    // exclude each other.
    private static Gs1Element? Excluded(Gs1Element key, IReadOnlyList<Gs1Element> elements) => key.Ai switch
    {
        "01" => elements.FirstOrDefault(e => e.Ai is "02" or "03" or "37" or "255" or "8006")
            ?? (elements.Any(e => e.Ai == "21") ? elements.FirstOrDefault(e => e.Ai == "235") : null),
        "8006" => elements.FirstOrDefault(e => e.Ai is "03" or "37"),
        "255" => elements.FirstOrDefault(e => e.Ai is "02" or "415" or "8020"),
        _ => null,
    };
}
