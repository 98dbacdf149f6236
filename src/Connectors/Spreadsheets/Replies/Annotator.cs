using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Replies;

/// <summary>
/// Marks problems where they stand (批注), with their codes in a column behind the table to filter by. Rows and columns
/// keep their numbers. Marks of an earlier reply are taken off first.
/// </summary>
internal static class Annotator
{
    public static void Annotate(XLWorkbook workbook, UploadReading reading, ReplyLanguage language)
    {
        foreach (var sheet in workbook.Worksheets)
        {
            ProblemMark.Remove(sheet);
        }

        foreach (var correction in reading.Corrected?.Sent ?? [])
        {
            Correct(workbook, reading.Corrected!, correction);
        }

        foreach (var table in reading.Tables.Where(t => workbook.TryGetWorksheet(t.Sheet.Name, out _)))
        {
            var problems = reading.Problems.Where(p => p.Sheet == table.Sheet.Name && p.Row is not null).ToList();
            Codes(workbook.Worksheet(table.Sheet.Name), table, problems, language);
        }

        foreach (var place in reading.Problems
            .Where(p => p.Sheet is not null && p.Row is not null)
            .GroupBy(p => (p.Sheet, p.Row, p.Column)))
        {
            if (workbook.TryGetWorksheet(place.Key.Sheet, out var sheet) && ProblemMark.IsDue(place))
            {
                sheet.Row(place.Key.Row!.Value).Unhide();
                ProblemMark.Put(sheet.Cell(place.Key.Row.Value, place.Key.Column ?? 1), [.. place], language);
            }
        }
    }

    // What was corrected on the sheet of rows to correct stands in the marked sheet from now on, too.
    private static void Correct(XLWorkbook workbook, CorrectionOutcome outcome, CorrectedRow correction)
    {
        if (correction.Key is { } key
            && outcome.Taken.TryGetValue(key.Sheet, out var rows)
            && rows.TryGetValue(key.Row, out var row)
            && workbook.TryGetWorksheet(key.Sheet, out var sheet))
        {
            foreach (var column in correction.Columns.Keys)
            {
                sheet.Cell(key.Row, column).Replace(row.At(column));
            }
        }
    }

    private static void Codes(IXLWorksheet sheet, TableLayout table, List<UploadProblem> problems,
        ReplyLanguage language)
    {
        var earlier = table.Header.Cells.FirstOrDefault(c => CorrectionWords.Is(CorrectionWords.Codes, c.Text));
        var (lastRow, lastColumn) = (table.Header.Number, 0);
        foreach (var row in table.Sheet.Rows)
        {
            lastRow = Math.Max(lastRow, row.Number);
            lastColumn = Math.Max(lastColumn, row.Cells[^1].Column);
            if (earlier is not null && row.Number > table.Header.Number)
            {
                sheet.Cell(row.Number, earlier.Column).Clear(XLClearOptions.Contents);
            }
        }

        var column = earlier?.Column ?? lastColumn + 1;
        var heading = sheet.Cell(table.Header.Number, column).Text(CorrectionWords.Codes.In(language));
        heading.Style.Font.SetBold().Fill.SetBackgroundColor(Look.BadFill);
        sheet.Column(column).Width = 26;
        foreach (var row in problems.Where(p => p.Row > table.Header.Number).GroupBy(p => p.Row!.Value))
        {
            sheet.Cell(row.Key, column).Text(string.Join(' ', row.Select(p => p.Finding.Code).Distinct()));
        }

        // A filter over a table of Excel's own, which brings one along, makes the file one that Excel repairs.
        if (!sheet.Tables.Any())
        {
            sheet.Range(table.Header.Number, 1, lastRow, column).SetAutoFilter();
        }
    }
}
