using System.Globalization;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>
/// Where a pull stands: how many records came, and the page number, offset, cursor or link to go on with.
/// </summary>
internal sealed record PagePosition(long Seen, string? Mark)
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
        return cut > 0
            && long.TryParse(text.AsSpan(0, cut), NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? new PagePosition(seen, text[(cut + 1)..])
            : throw new ConnectorException(
                ConnectorFailure.Configuration, $"'{text}' is not a cursor of this connector; pull the part anew.");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seen}@{Mark}");
}
