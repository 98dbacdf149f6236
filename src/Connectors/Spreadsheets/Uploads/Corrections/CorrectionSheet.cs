using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;

/// <summary>
/// Reads the rows to correct that came back (读取更正行): alone, or in the marked workbook. Above each table of them a
/// row says in letters under which columns of the file they stood, so columns may be moved and left out.
/// </summary>
internal sealed class CorrectionSheet
{
    private readonly List<CorrectedRow> rows = [];
    private readonly List<UploadProblem> problems = [];
    private readonly SheetGrid sheet;
    private int keyColumn;
    private Dictionary<int, int> columns = [];

    private CorrectionSheet(SheetGrid sheet) => this.sheet = sheet;

    public string Name => sheet.Name;

    public IReadOnlyList<CorrectedRow> Rows => rows;

    public IReadOnlyList<UploadProblem> Problems => problems;

    /// <summary>Null: no rows to correct are in the file.</summary>
    public static CorrectionSheet? Find(IEnumerable<SheetGrid> sheets)
    {
        var found = sheets.FirstOrDefault(s => !s.Hidden && Is(s));
        if (found is null)
        {
            return null;
        }

        var read = new CorrectionSheet(found);
        read.Read();
        return read;
    }

    private static bool Is(SheetGrid sheet) =>
        sheet.Name == CorrectionWords.Sheet
        || (sheet.Head.Any(IsHeading) && sheet.Head.Any(r => Letters(r) is not null));

    private static bool IsHeading(GridRow row) => row.Cells.Any(IsKeyHeading);

    private static bool IsKeyHeading(GridCell cell) => CorrectionWords.Is(CorrectionWords.Key, cell.Text);

    private static GridCell? Letters(GridRow row) =>
        row.Cells.FirstOrDefault(c => CorrectionWords.Is(CorrectionWords.Columns, c.Text));

    private void Read()
    {
        Dictionary<int, int>? above = null;
        foreach (var row in sheet.Rows)
        {
            if (row.Cells.FirstOrDefault(IsKeyHeading) is { } heading)
            {
                (keyColumn, columns) = (heading.Column, above ?? []);
                if (columns.Count == 0)
                {
                    NoColumns(row.Number);
                }
            }
            else if (Letters(row) is not null)
            {
                above = ColumnsOf(row);
            }
            else if (columns.Count > 0)
            {
                Data(row);
            }
        }

        if (keyColumn == 0)
        {
            NoColumns(null);
        }
    }

    private void NoColumns(int? row) =>
        problems.Add(new UploadProblem(CorrectionFindings.NoColumns()) { Sheet = sheet.Name, Row = row });

    private static Dictionary<int, int> ColumnsOf(GridRow row)
    {
        var found = new Dictionary<int, int>();
        foreach (var cell in row.Cells)
        {
            if (CellAddress.ColumnOf(cell.Text.Trim()) is { } column)
            {
                found.TryAdd(column, cell.Column);
            }
        }

        return found;
    }

    private void Data(GridRow row)
    {
        var key = row.At(keyColumn)?.Text ?? "";
        if (key.Length == 0 && !columns.Values.Any(c => row.At(c) is not null))
        {
            return;
        }

        var parsed = RowKey.Parse(key);
        var corrected = new CorrectedRow(
            parsed, key, sheet.Name, row.Number, keyColumn, columns,
            [
                .. columns.OrderBy(c => c.Key).Where(c => row.At(c.Value) is not null).Select(
                    c => row.At(c.Value)! with { Row = parsed?.Row ?? row.Number, Column = c.Key }),
            ]);
        if (parsed is null)
        {
            problems.Add(corrected.Marked(CorrectionFindings.NoKey()));
        }

        rows.Add(corrected);
    }
}
