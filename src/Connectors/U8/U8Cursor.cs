using System.Globalization;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.U8;

/// <summary>A page of a list, and how many of its documents have been fetched.</summary>
internal sealed record U8Cursor(long Page, int Fetched = 0)
{
    public static U8Cursor Parse(string? text)
    {
        if (text is null)
        {
            return new U8Cursor(1);
        }

        var parts = text.Split('+');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var fetched)
            ? new U8Cursor(page, fetched)
            : throw new ConnectorException(
                ConnectorFailure.Configuration, $"'{text}' is not a cursor of this connector; pull the part anew.");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Page}+{Fetched}");
}
