using System.Globalization;

namespace DealerIntegration.Connectors.Sap;

/// <summary>
/// Where a pull stands: the path of the next page, how many rows came before it, and the day of its state where that
/// matters. A pull that goes on tomorrow keeps its day.
/// </summary>
internal sealed record SapCursor(string Path, string? AsOf = null, long Read = 0)
{
    private const string Day = "asOf=";
    private const string Rows = "read=";

    public static SapCursor Parse(string text)
    {
        // What follows the mark never leaves the hub: a fragment is no part of a request. A sample's name carries the
        // day like a query.
        var mark = Math.Max(text.LastIndexOf('#'), text.LastIndexOf($"?{Day}", StringComparison.Ordinal));
        if (mark < 0)
        {
            return new SapCursor(text);
        }

        var parts = text[(mark + 1)..].Split('&');
        return new SapCursor(text[..mark], Value(parts, Day), Value(parts, Rows) is { } rows
            ? long.Parse(rows, CultureInfo.InvariantCulture)
            : 0);
    }

    /// <summary>The same with the day of an instant in a zone, where one is named and no day is known yet.</summary>
    public SapCursor On(DateTimeOffset instant, string? zone)
    {
        if (AsOf is not null || zone is null)
        {
            return this;
        }

        var local = TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone));
        return this with { AsOf = local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
    }

    /// <summary>What a page is called: the same page has the same name, whatever came before it.</summary>
    public string Name => (this with { Read = 0 }).ToString();

    public override string ToString()
    {
        var parts = new[]
        {
            Read > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Rows}{Read}") : null,
            AsOf is null ? null : Day + AsOf,
        }.OfType<string>();
        var told = string.Join('&', parts);
        return told.Length == 0 ? Path : $"{Path}#{told}";
    }

    private static string? Value(string[] parts, string name) => parts
        .Where(p => p.StartsWith(name, StringComparison.Ordinal)).Select(p => p[name.Length..]).FirstOrDefault();
}
