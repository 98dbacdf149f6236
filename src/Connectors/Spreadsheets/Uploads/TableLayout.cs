using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>
/// A column of a table and the field it fills. <paramref name="Sign"/> is 0 for a plain column, 1 and -1 for the two
/// halves of a two-column amount.
/// </summary>
internal sealed record TableColumn(int Column, string Field, int Sign, string Heading, ColumnDefinition Definition);

/// <summary>Where the table of a sheet begins and which of its columns fill which fields (表格布局).</summary>
internal sealed record TableLayout(
    UploadDefinition Definition, SheetGrid Sheet, GridRow Header, IReadOnlyList<TableColumn> Columns)
{
    public IEnumerable<TableColumn> Of(string field) => Columns.Where(c => c.Field == field);

    /// <summary>The headings as they were read; null where a test makes a layout by hand.</summary>
    public Heading? Heading { get; init; }

    /// <summary>Why each column was taken for its field.</summary>
    public IReadOnlyList<FieldGuess> Guesses { get; init; } = [];

    /// <summary>Unit that stands in the heading of the quantity, as in 数量(箱).</summary>
    public string? Unit { get; init; }

    /// <summary>How the table is written, where it had to be settled.</summary>
    public TableStyle Style { get; init; } = TableStyle.Usual;
}
