using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Gate;
using DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>
/// Reads an .xlsx into grids. Formulas are never evaluated: their stored result is taken, and a formula without one
/// is a defect of the cell.
/// </summary>
internal sealed class XlsxReader : IWorkbookReader
{
    private const int MostMerges = 20_000;

    public GridResult Read(byte[] content)
    {
        try
        {
            using var workbook = XlsxWorkbook.Open(new MemoryStream(content, writable: false));
            return new GridResult([.. workbook.Sheets.Select(sheet => Sheet(workbook, sheet))]);
        }
        catch (Exception e) when (e is DamagedPartException or InvalidDataException or DecoderFallbackException)
        {
            return new GridResult([], Refusals.Unreadable(e.Message));
        }
    }

    private static SheetGrid Sheet(XlsxWorkbook workbook, XlsxSheet sheet)
    {
        var values = new CellValues(workbook);
        var rows = new List<GridRow>();
        var sorted = true;
        using (var source = workbook.Rows(sheet))
        {
            while (source.Read())
            {
                var cells = new List<GridCell>(source.Cells.Count);
                foreach (var stored in source.Cells)
                {
                    if (values.Read(source, stored) is { } cell)
                    {
                        Put(cells, cell);
                    }
                }

                if (cells.Count > 0)
                {
                    sorted &= rows.Count == 0 || rows[^1].Number < source.Number;
                    rows.Add(new GridRow(source.Number, source.Hidden, cells));
                }
            }
        }

        IReadOnlyList<GridRow> ordered = sorted ? rows : InOrder(rows);
        return new SheetGrid(
            sheet.Name, sheet.Hidden, MergedRows.FillDown(ordered, workbook.Merges(sheet, MostMerges)));
    }

    private static void Put(List<GridCell> cells, GridCell cell)
    {
        if (cells.Count > 0 && cells[^1].Column == cell.Column)
        {
            cells[^1] = cell;
        }
        else
        {
            cells.Add(cell);
        }
    }

    // Excel repairs such files in silence: rows go where their number says; of two cells at one place the later stays.
    private static List<GridRow> InOrder(List<GridRow> rows) =>
    [
        .. rows.GroupBy(r => r.Number).OrderBy(g => g.Key).Select(g => g.First() with
        {
            Cells =
            [
                .. g.SelectMany(r => r.Cells).GroupBy(c => c.Column).OrderBy(c => c.Key).Select(c => c.Last()),
            ],
        }),
    ];
}
