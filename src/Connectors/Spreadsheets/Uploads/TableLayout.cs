using DealerIntegration.Connectors.Spreadsheets.Reading;

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
}
