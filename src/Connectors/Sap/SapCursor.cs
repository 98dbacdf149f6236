using System.Globalization;

namespace DealerIntegration.Connectors.Sap;

/// <summary>
/// Where a pull stands: the path of the next page, and the day of its state where that matters. A pull that goes on
/// tomorrow keeps its day.
/// </summary>
internal sealed record SapCursor(string Path, string? AsOf)
{
    private const string Name = "asOf=";

    // What follows it never leaves the hub: a fragment is no part of a request.
    private const string Mark = $"#{Name}";

    public static SapCursor Parse(string text)
    {
        // A sample's name carries it like a query.
        var at = text.LastIndexOf(Name, StringComparison.Ordinal) - 1;
        return at >= 0 && text[at] is ('#' or '?')
            ? new SapCursor(text[..at], text[(at + Mark.Length)..])
            : new SapCursor(text, null);
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

    public override string ToString() => AsOf is null ? Path : $"{Path}{Mark}{AsOf}";
}
