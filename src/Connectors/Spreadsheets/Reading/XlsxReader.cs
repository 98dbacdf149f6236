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

    // No document of a person has more rows; bounds the work that overlapping merges of a hostile file can cause.
    private const int HighestMerge = 1_000;

    public GridResult Read(byte[] content)
    {
        try
        {
            using var workbook = XlsxWorkbook.Open(new MemoryStream(content, writable: false));
            return new GridResult([.. workbook.Sheets.Select(sheet => Sheet(workbook, sheet))]);
        }
        catch (DamagedPartException e)
        {
            return new GridResult([], Refusals.Unreadable(e.Message));
        }
        catch (InvalidDataException e)
        {
            return new GridResult([], Refusals.Unreadable(e.Message));
        }
    }

    private static SheetGrid Sheet(XlsxWorkbook workbook, XlsxSheet sheet)
    {
        var values = new CellValues(workbook);
        var rows = new SortedDictionary<int, (bool Hidden, SortedDictionary<int, GridCell> Cells)>();
        using (var source = workbook.Rows(sheet))
        {
            while (source.Read())
            {
                foreach (var stored in source.Cells)
                {
                    if (values.Read(source, stored) is { } cell)
                    {
                        if (!rows.TryGetValue(cell.Row, out var row))
                        {
                            rows[cell.Row] = row = (source.Hidden, []);
                        }

                        row.Cells[cell.Column] = cell;
                    }
                }
            }
        }

        FillDown(workbook.Merges(sheet, MostMerges), rows);
        return new SheetGrid(
            sheet.Name,
            sheet.Hidden,
            [.. rows.Select(r => new GridRow(r.Key, r.Value.Hidden, [.. r.Value.Cells.Values]))]);
    }

    // A person reads a value merged over several rows as the value of each of them.
    private static void FillDown(
        IReadOnlyList<MergedRange> merges,
        SortedDictionary<int, (bool Hidden, SortedDictionary<int, GridCell> Cells)> rows)
    {
        var numbers = rows.Keys.ToList();
        foreach (var merge in merges)
        {
            if (merge.FirstColumn != merge.LastColumn
                || merge.LastRow - merge.FirstRow > HighestMerge
                || !rows.TryGetValue(merge.FirstRow, out var top)
                || !top.Cells.TryGetValue(merge.FirstColumn, out var value))
            {
                continue;
            }

            // Only rows that hold something: a merge adds no rows of its own.
            var next = numbers.BinarySearch(merge.FirstRow) + 1;
            for (var i = next; i < numbers.Count && numbers[i] <= merge.LastRow; i++)
            {
                rows[numbers[i]].Cells[merge.FirstColumn] = value with { Row = numbers[i] };
            }
        }
    }
}
