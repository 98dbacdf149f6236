using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;

/// <summary>A row of a sheet of corrections (更正行).</summary>
/// <param name="Key">Null where it cannot be read.</param>
/// <param name="KeyText">As it stands there.</param>
/// <param name="At">Number of the row on the sheet of corrections.</param>
/// <param name="KeyColumn">Column of the key on that sheet.</param>
/// <param name="Columns">Column of the file to column of that sheet; others were not sent back.</param>
/// <param name="Cells">Under the columns, and with the row number, of the file.</param>
internal sealed record CorrectedRow(
    RowKey? Key, string KeyText, string Sheet, int At, int KeyColumn, IReadOnlyDictionary<int, int> Columns,
    IReadOnlyList<GridCell> Cells)
{
    public GridCell? Cell(int column) => Cells.FirstOrDefault(c => c.Column == column);

    /// <summary>Where a column of the file stands on the sheet of corrections.</summary>
    public string PlaceOf(int column) => $"{Sheet}!{CellAddress.Of(At, Columns[column])}";

    public UploadProblem Marked(Finding finding) => new(finding)
    {
        Sheet = Sheet,
        Row = At,
        Column = KeyColumn,
        Heading = CorrectionWords.Key.Chinese,
        Value = KeyText,
    };

    /// <summary>The columns that were sent back and hold something else than a row of the file.</summary>
    public IEnumerable<int> Differences(GridRow? row) =>
        Columns.Keys.Order().Where(column => !SameValue.Of(Cell(column), row?.At(column)));

    /// <summary>The row of the file with what was sent back in its place; other columns keep their cells.</summary>
    public GridRow Over(GridRow row) => row with
    {
        Cells =
        [
            .. row.Cells.Where(c => !Columns.ContainsKey(c.Column)).Concat(Cells).OrderBy(c => c.Column),
        ],
    };
}
