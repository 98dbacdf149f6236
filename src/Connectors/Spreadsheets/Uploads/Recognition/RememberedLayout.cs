using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>A column of a layout that is known: its heading, where it stood, and the field it fills, if any.</summary>
public sealed record RememberedColumn(string Heading, string Letter, string? Field, int Sign);

/// <summary>
/// The layout of a dealer's files of one kind (已登记布局). A person has confirmed it, and then it is used without asking;
/// or it was only seen, and then it tells what has changed.
/// </summary>
public sealed record RememberedLayout
{
    public long Id { get; init; }

    /// <summary>The definition it was read by: its English title.</summary>
    public required string Kind { get; init; }

    public required IReadOnlyList<RememberedColumn> Columns { get; init; }

    /// <summary>Null: no person has looked at it.</summary>
    public string? ConfirmedBy { get; init; }

    public DateTime At { get; init; }

    /// <summary>Order of day and month, where a person has settled it.</summary>
    public DateOrder? Dates { get; init; }

    /// <summary>Whether a comma stands before the decimals, where a person has settled it.</summary>
    public bool CommaDecimals { get; init; }

    /// <summary>Tells layouts of a dealer apart: their headings in whatever order, and the kind.</summary>
    public string Fingerprint => LayoutFingerprint.Of(Kind, Columns.Select(c => c.Heading));

    internal static RememberedLayout Of(TableLayout table) => new()
    {
        Kind = table.Definition.Title.English,
        Columns =
        [
            .. LayoutFingerprint.Keys(table.Heading!).Select(k => new RememberedColumn(
                k.Key, k.Column.Letter,
                table.Columns.FirstOrDefault(c => c.Column == k.Column.Column)?.Field,
                table.Columns.FirstOrDefault(c => c.Column == k.Column.Column)?.Sign ?? 0)),
        ],
        Dates = table.Style.Dates,
        CommaDecimals = table.Style.CommaDecimals,
    };
}
