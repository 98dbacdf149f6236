using System.Globalization;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>
/// The page to go on with, and the bill whose rows were read to their end already although some of them stand on it.
/// </summary>
internal sealed record YonBipCursor(long Page, string? After)
{
    public static readonly YonBipCursor Start = new(1, null);

    /// <exception cref="ConnectorException">The text is no cursor of this connector.</exception>
    public static YonBipCursor Parse(string? text)
    {
        if (text is null)
        {
            return Start;
        }

        var cut = text.IndexOf('@', StringComparison.Ordinal);
        var number = cut < 0 ? text : text[..cut];
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0
            ? new YonBipCursor(page, cut < 0 ? null : text[(cut + 1)..])
            : throw new ConnectorException(
                ConnectorFailure.Configuration, $"'{text}' is not a cursor of this connector; pull the part anew.");
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Page}{(After is null ? "" : "@")}{After}");
}
