using System.Globalization;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>
/// Where a pull stands: how many records came on the pages before, the page number, offset, cursor or link to go on
/// with, and of that page how many documents have been fetched one by one.
/// </summary>
internal sealed record PagePosition(long Seen, string? Mark, int Fetched = 0)
{
    public static readonly PagePosition Start = new(0, null);

    /// <exception cref="ConnectorException">The text is no cursor of this connector.</exception>
    public static PagePosition Parse(string? text)
    {
        if (text is null)
        {
            return Start;
        }

        var cut = text.IndexOf('@', StringComparison.Ordinal);
        var counts = cut < 0 ? [] : text[..cut].Split('+');
        return counts.Length is 1 or 2
            && long.TryParse(counts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            && TryFetched(counts, out var fetched)
            ? new PagePosition(seen, cut + 1 < text.Length ? text[(cut + 1)..] : null, fetched)
            : throw new ConnectorException(
                ConnectorFailure.Configuration, $"'{text}' is not a cursor of this connector; pull the part anew.");
    }

    public override string ToString() => Fetched == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Seen}@{Mark}")
        : string.Create(CultureInfo.InvariantCulture, $"{Seen}+{Fetched}@{Mark}");

    private static bool TryFetched(string[] counts, out int fetched)
    {
        fetched = 0;
        return counts.Length == 1
            || int.TryParse(counts[1], NumberStyles.None, CultureInfo.InvariantCulture, out fetched);
    }
}
