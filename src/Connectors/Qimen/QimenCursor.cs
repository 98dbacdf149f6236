using System.Globalization;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>
/// A page of a list and the business date it is asked for: a pull that goes on tomorrow keeps its date.
/// </summary>
internal sealed record QimenCursor(int Page, DateOnly Date)
{
    private const string DateForm = "yyyy-MM-dd";

    public QimenCursor Next => this with { Page = Page + 1 };

    public string DateText => Date.ToString(DateForm, CultureInfo.InvariantCulture);

    public static QimenCursor? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var parts = text.Split('@');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            && DateOnly.TryParseExact(
                parts[1], DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new QimenCursor(page, date)
            : throw new ConnectorException(
                ConnectorFailure.Configuration, $"'{text}' is not a cursor of this connector; pull the part anew.");
    }

    public override string ToString() => $"{Page}@{DateText}";
}
