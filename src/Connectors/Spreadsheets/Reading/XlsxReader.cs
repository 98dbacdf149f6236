using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Gate;
using DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>
/// Reads an .xlsx into grids: once to see that all of it can be read, within the limits, and again whenever somebody
/// goes through the rows. Formulas are never evaluated: their stored result is taken, and a formula without one is a
/// defect of the cell.
/// </summary>
internal sealed class XlsxReader(GateLimits? limits = null) : IWorkbookReader
{
    // Rows in no order have to be held; programs that write such files write small ones.
    private const long MostCellsInNoOrder = 200_000;

    public GridResult Read(byte[] content)
    {
        try
        {
            var budget = new ReadingBudget(limits ?? GateLimits.Default);
            var workbook = XlsxWorkbook.Open(content, budget);
            return new GridResult([.. workbook.Sheets.Select(
                sheet => workbook.Survey(sheet, budget, rows => Sheet(workbook, sheet, rows)))]);
        }
        catch (FileRefusedException e)
        {
            return new GridResult([], e.Refusal);
        }
        catch (Exception e) when (e is DamagedPartException or InvalidDataException or DecoderFallbackException)
        {
            return new GridResult([], Refusals.Unreadable(e.Message));
        }
    }

    private static SheetGrid Sheet(XlsxWorkbook workbook, XlsxSheet sheet, SheetRows source)
    {
        var values = new CellValues(workbook);
        var head = new List<GridRow>();
        var last = new LastRows(SheetGrid.EdgeRows);
        var (count, before, sorted, room) = (0L, 0, true, SheetGrid.EdgeCells);
        while (source.Read())
        {
            var stored = source.Row;
            if (stored.Cells.Count == 0)
            {
                continue;
            }

            count++;
            sorted &= before < stored.Number;
            before = stored.Number;
            room -= stored.Cells.Count;
            if (head.Count == SheetGrid.EdgeRows || (room < 0 && head.Count > 0))
            {
                last.Keep(source);
            }
            else if (values.Row(stored) is { Cells.Count: > 0 } row)
            {
                head.Add(row);
            }
        }

        var merges = source.ReadMerges();
        if (!sorted)
        {
            return source.CellsSeen <= MostCellsInNoOrder
                ? new SheetGrid(sheet.Name, sheet.Hidden, InOrder(Stored(workbook, sheet), merges))
                : throw new FileRefusedException(Refusals.RowsInNoOrder(sheet.Name));
        }

        return new SheetGrid(sheet.Name, sheet.Hidden, MergedRows.FillDown(Stored(workbook, sheet), merges))
        {
            Head = [.. MergedRows.FillDown(head, merges)],
            Tail = [.. MergedRows.FillDown(last.Read(values), merges)],
            RowCount = count,
            CellCount = source.CellsSeen,
        };
    }

    private static IEnumerable<GridRow> Stored(XlsxWorkbook workbook, XlsxSheet sheet)
    {
        var values = new CellValues(workbook);
        using var source = workbook.Rows(sheet);
        while (source.Read())
        {
            if (values.Row(source.Row) is { Cells.Count: > 0 } row)
            {
                yield return row;
            }
        }
    }

    // Excel repairs such files in silence: rows go where their number says; of two cells at one place the later stays.
    private static List<GridRow> InOrder(IEnumerable<GridRow> rows, IReadOnlyList<MergedRange> merges) =>
    [
        .. MergedRows.FillDown(
            rows.GroupBy(r => r.Number).OrderBy(g => g.Key).Select(g => g.First() with
            {
                Cells =
                [
                    .. g.SelectMany(r => r.Cells).GroupBy(c => c.Column).OrderBy(c => c.Key).Select(c => c.Last()),
                ],
            }),
            merges),
    ];
}
