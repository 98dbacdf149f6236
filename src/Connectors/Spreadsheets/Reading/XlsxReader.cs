using System.Globalization;
using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Gate;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>
/// Reads .xlsx with ClosedXML. Formulas are never evaluated: their stored result is taken, and a formula without one
/// is a defect of the cell.
/// </summary>
internal sealed class XlsxReader : IWorkbookReader
{
    // No document of a person has more rows; bounds the work that overlapping merges of a hostile file can cause.
    private const int HighestMerge = 1_000;

    private static readonly HashSet<string> ErrorValues =
        ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"];

    public GridResult Read(byte[] content)
    {
        XLWorkbook workbook;
        try
        {
            workbook = new XLWorkbook(new MemoryStream(content, writable: false));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The library fails on damaged parts in many ways; each is a verdict on the file that carries its words.
            return new GridResult([], Refusals.Unreadable($"{e.GetType().Name}: {e.Message}"));
        }

        using (workbook)
        {
            return new GridResult([.. workbook.Worksheets.Select(Sheet)]);
        }
    }

    private static SheetGrid Sheet(IXLWorksheet sheet)
    {
        var rows = new SortedDictionary<int, SortedDictionary<int, GridCell>>();
        foreach (var cell in sheet.CellsUsed(XLCellsUsedOptions.Contents))
        {
            var read = Cell(cell);
            if (read.Defect is not null || !string.IsNullOrWhiteSpace(read.Text))
            {
                Put(rows, read);
            }
        }

        FillDown(sheet, rows);
        return new SheetGrid(
            sheet.Name,
            sheet.Visibility != XLWorksheetVisibility.Visible,
            [.. rows.Select(r => new GridRow(r.Key, sheet.Row(r.Key).IsHidden, [.. r.Value.Values]))]);
    }

    // A person reads a value merged over several rows as the value of each of them.
    private static void FillDown(IXLWorksheet sheet, SortedDictionary<int, SortedDictionary<int, GridCell>> rows)
    {
        var numbers = rows.Keys.ToList();
        foreach (var range in sheet.MergedRanges)
        {
            var (first, last) = (range.RangeAddress.FirstAddress, range.RangeAddress.LastAddress);
            if (first.ColumnNumber != last.ColumnNumber
                || last.RowNumber - first.RowNumber > HighestMerge
                || !rows.TryGetValue(first.RowNumber, out var top)
                || !top.TryGetValue(first.ColumnNumber, out var value))
            {
                continue;
            }

            // Only rows that hold something: a merge adds no rows of its own.
            var next = numbers.BinarySearch(first.RowNumber) + 1;
            for (var i = next; i < numbers.Count && numbers[i] <= last.RowNumber; i++)
            {
                Put(rows, value with { Row = numbers[i] });
            }
        }
    }

    private static void Put(SortedDictionary<int, SortedDictionary<int, GridCell>> rows, GridCell cell)
    {
        if (!rows.TryGetValue(cell.Row, out var row))
        {
            rows[cell.Row] = row = [];
        }

        row[cell.Column] = cell;
    }

    private static GridCell Cell(IXLCell cell)
    {
        var (row, column) = (cell.Address.RowNumber, cell.Address.ColumnNumber);
        if (cell.HasFormula)
        {
            return Formula(row, column, cell.CachedValue) with { Computed = true };
        }

        switch (cell.DataType)
        {
            case XLDataType.DateTime:
                if (!cell.TryGetValue(out DateTime day))
                {
                    return new(row, column, "#DATE!", CellKind.Error, Defect: "error-value");
                }

                return new(row, column, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), CellKind.Date,
                    Date: DateOnly.FromDateTime(day));
            case XLDataType.Number:
                return Number(row, column, cell.GetDouble(), cell.Style.NumberFormat.Format);
            case XLDataType.Boolean:
                return new(row, column, cell.GetBoolean() ? "TRUE" : "FALSE", CellKind.Boolean);
            default:
                var text = cell.GetString();
                return ErrorValues.Contains(text)
                    ? new(row, column, text, CellKind.Error, Defect: "error-value")
                    : new(row, column, text, CellKind.Text);
        }
    }

    private static GridCell Formula(int row, int column, object? result)
    {
        // An empty text is a result (IF(A1="","",…) in prepared rows): the cell shows nothing and counts as blank.
        if (result is null)
        {
            return new(row, column, "", CellKind.Error, Defect: "formula-without-result");
        }

        var stored = Convert.ToString(result, CultureInfo.InvariantCulture) ?? "";

        if (ErrorValues.Contains(stored))
        {
            return new(row, column, stored, CellKind.Error, Defect: "error-value");
        }

        return double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Number(row, column, number, format: "") with { Text = stored }
            : new(row, column, stored, CellKind.Text);
    }

    private static GridCell Number(int row, int column, double number, string format)
    {
        // Excel keeps 15 digits: a longer whole number has already lost its last ones.
        if (!double.IsFinite(number) || Math.Abs(number) >= 1e15)
        {
            return new(row, column, number.ToString("R", CultureInfo.InvariantCulture), CellKind.Number,
                Defect: "number-too-long");
        }

        var exact = (decimal)number;
        var leadingZeros = format.Length > 1 && format.All(c => c == '0');
        return new(row, column, exact.ToString(leadingZeros ? format : "0.#############################"),
            CellKind.Number, exact);
    }
}
