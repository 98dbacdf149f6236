using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Replies;

/// <summary>
/// Marks problems where they stand (批注): a comment and a fill on the cell, and their codes in a column behind the
/// table to filter by. Rows and columns keep their numbers. Marks of an earlier reply are taken off first.
/// </summary>
internal static class Annotator
{
    private const string Author = "dealer-integration-hub";
    private static readonly Bilingual CodesHeading = new("错误代码", "Error codes");

    public static void Annotate(XLWorkbook workbook, UploadReading reading, ReplyLanguage language)
    {
        foreach (var sheet in workbook.Worksheets)
        {
            RemoveEarlierMarks(sheet);
        }

        foreach (var table in reading.Tables)
        {
            var problems = reading.Problems.Where(p => p.Sheet == table.Sheet.Name && p.Row is not null).ToList();
            Codes(workbook.Worksheet(table.Sheet.Name), table, problems, language);
        }

        foreach (var place in reading.Problems
            .Where(p => p.Sheet is not null && p.Row is not null)
            .GroupBy(p => (p.Sheet, p.Row, p.Column)))
        {
            Mark(workbook.Worksheet(place.Key.Sheet), place.Key.Row!.Value, place.Key.Column, [.. place], language);
        }
    }

    private static void RemoveEarlierMarks(IXLWorksheet sheet)
    {
        foreach (var cell in sheet.CellsUsed(XLCellsUsedOptions.Comments)
            .Where(c => c.HasComment && c.Comment.Author == Author))
        {
            cell.Comment.Delete();
            cell.Style.Fill.SetPatternType(XLFillPatternValues.None);
        }
    }

    private static void Codes(IXLWorksheet sheet, TableLayout table, List<UploadProblem> problems,
        ReplyLanguage language)
    {
        var earlier = table.Header.Cells.FirstOrDefault(
            c => c.Text.Trim() == CodesHeading.Chinese || c.Text.Trim() == CodesHeading.English);
        var column = earlier?.Column ?? table.Sheet.Rows.SelectMany(r => r.Cells).Max(c => c.Column) + 1;
        if (earlier is not null)
        {
            foreach (var row in table.Sheet.Rows.Where(r => r.Number > table.Header.Number))
            {
                sheet.Cell(row.Number, column).Clear(XLClearOptions.Contents);
            }
        }

        var heading = sheet.Cell(table.Header.Number, column).Text(CodesHeading.In(language));
        heading.Style.Font.SetBold().Fill.SetBackgroundColor(Look.BadFill);
        sheet.Column(column).Width = 26;
        foreach (var row in problems.Where(p => p.Row > table.Header.Number).GroupBy(p => p.Row!.Value))
        {
            sheet.Cell(row.Key, column).Text(string.Join(' ', row.Select(p => p.Finding.Code).Distinct()));
        }
    }

    private static void Mark(
        IXLWorksheet sheet, int row, int? column, List<UploadProblem> problems, ReplyLanguage language)
    {
        // A refused order's good rows get their code, but no fill: the eye should go to what must be changed.
        if (problems.All(p => p.Finding.Code == CellFindings.DocumentRefused("").Code))
        {
            return;
        }

        var cell = sheet.Cell(row, column ?? 1);
        cell.Style.Fill.SetBackgroundColor(
            problems.All(p => p.Severity == CheckSeverity.Warning) ? Look.WarnFill : Look.BadFill);
        sheet.Row(row).Unhide();
        var text = string.Join("\n\n", problems.Select(
            p => $"[{p.Finding.Code}] {p.Finding.Message.In(language)}\n→ {p.Finding.Remedy.In(language)}"));
        var own = cell.HasComment ? cell.Comment.Text : "";
        if (own.Length > 0)
        {
            cell.Comment.Delete();
            text = own + "\n\n" + text;
        }

        cell.Comment.SetAuthor(Author).AddText(CellWriter.Clean(text));
        cell.Comment.Style.Size.SetWidth(46).Size.SetHeight(14 * Math.Clamp(text.Split('\n').Length + 2, 4, 14));
        cell.Comment.SetVisible(false);
    }
}
