using System.Globalization;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>
/// The name of a stored page. An answer does not repeat what was asked, so the name carries what a later reading of the
/// page needs: the day it was asked on where that is mapped, and the bill that the page before has read to its end.
/// </summary>
internal sealed record YonBipName(string Path, IReadOnlyDictionary<string, string> Asked)
{
    public const string AskedOn = "askedOn";

    private const string AfterBill = "after";

    public string? After => Asked.GetValueOrDefault(AfterBill);

    public static string Of(string path, string? part, YonBipCursor at, DateOnly? day, (string? From, string? To) ends)
    {
        var asked = new List<(string Name, string? Value)>
        {
            ("for", part),
            ("from", ends.From),
            ("to", ends.To),
            ("page", at.Page.ToString(CultureInfo.InvariantCulture)),
            (AfterBill, at.After),
            (AskedOn, day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        };
        return $"{path}?{string.Join('&', asked
            .Where(a => a.Value is not null)
            .Select(a => $"{a.Name}={Uri.EscapeDataString(a.Value!)}"))}";
    }

    /// <summary>A page that a person saved to a file may have any name.</summary>
    public static YonBipName Parse(string name)
    {
        var cut = name.IndexOf('?', StringComparison.Ordinal);
        var asked = cut < 0 ? [] : name[(cut + 1)..].Split('&').Select(p => p.Split('=', 2)).Where(p => p.Length == 2);
        return new YonBipName(name, asked
            .GroupBy(p => p[0], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Uri.UnescapeDataString(g.First()[1]), StringComparer.Ordinal));
    }
}
