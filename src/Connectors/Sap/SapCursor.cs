using System.Globalization;

namespace DealerIntegration.Connectors.Sap;

/// <summary>
/// Where a pull stands: the path of the next page, and the day of its state where that matters. A pull that goes on
/// tomorrow keeps its day.
/// </summary>
internal sealed record SapCursor(string Path, string? AsOf)
{
    // What follows it never leaves the hub: a fragment is no part of a request.
    private const string Mark = "#asOf=";

    public static SapCursor Parse(string text)
    {
        var at = text.LastIndexOf(Mark, StringComparison.Ordinal);
        return at < 0 ? new SapCursor(text, null) : new SapCursor(text[..at], text[(at + Mark.Length)..]);
    }

    /// <summary>The same with the day of an instant in a time zone, where one is named and no day is known yet.</summary>
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
