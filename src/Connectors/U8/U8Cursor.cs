using System.Globalization;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.U8;

/// <summary>
/// A page of a list, how many of its documents have been fetched, and the business date on which the pull began: one
/// that goes on tomorrow keeps its date.
/// </summary>
internal sealed record U8Cursor(long Page, int Fetched, DateOnly Date)
{
    private const string DateForm = "yyyy-MM-dd";

    public U8Cursor NextPage => new(Page + 1, 0, Date);

    public string DateText => Date.ToString(DateForm, CultureInfo.InvariantCulture);

    /// <exception cref="ConnectorException">The text is no cursor of this connector.</exception>
    public static U8Cursor Parse(string text)
    {
        var parts = text.Split('+', '@');
        return parts.Length == 3
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var fetched)
            && DateOnly.TryParseExact(parts[2], DateForm, CultureInfo.InvariantCulture, 0, out var date)
            ? new U8Cursor(page, fetched, date)
            : throw new ConnectorException(
                ConnectorFailure.Configuration, $"'{text}' is not a cursor of this connector; pull the part anew.");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Page}+{Fetched}@{DateText}");
}
