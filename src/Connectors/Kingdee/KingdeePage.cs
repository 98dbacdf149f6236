namespace DealerIntegration.Connectors.Kingdee;

/// <summary>
/// The name of a stored page. An answer holds values without names, and the last bill of a page may be cut: so the name
/// says which fields were asked for, and with which bill the page ends, for as long as the page is kept.
/// </summary>
/// <param name="After">The page begins after the bill with this id; null: with the first.</param>
/// <param name="Last">Rows behind those of this bill belong to the next page; null: there is none.</param>
internal sealed record KingdeePage(string Form, string? After, string? Last, string[] Fields)
{
    private const string AfterMark = "after=";
    private const string LastMark = "last=";
    private const string FieldsMark = "fields=";

    /// <summary>Short, for messages.</summary>
    public string Title => string.Join('&', Parts().SkipLast(1)) is { Length: > 0 } shown ? $"{Form}?{shown}" : Form;

    public override string ToString() => $"{Form}?{string.Join('&', Parts())}";

    /// <summary>Null: a sample that a person saved, whose name says nothing of its fields.</summary>
    public static KingdeePage? Parse(string name)
    {
        var parts = name.Split('?', '&');
        return Part(parts, FieldsMark) is { } fields
            ? new KingdeePage(parts[0], Part(parts, AfterMark), Part(parts, LastMark), fields.Split(','))
            : null;
    }

    private IEnumerable<string> Parts()
    {
        if (After is not null)
        {
            yield return AfterMark + Uri.EscapeDataString(After);
        }

        if (Last is not null)
        {
            yield return LastMark + Uri.EscapeDataString(Last);
        }

        yield return FieldsMark + string.Join(',', Fields);
    }

    private static string? Part(string[] parts, string mark) =>
        parts.FirstOrDefault(p => p.StartsWith(mark, StringComparison.Ordinal)) is { } part
            ? Uri.UnescapeDataString(part[mark.Length..])
            : null;
}
