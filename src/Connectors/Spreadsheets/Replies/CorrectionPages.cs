using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Replies;

/// <summary>
/// Writes the sheet of rows to correct (待更正): the failing rows alone, as typed, marked, each with the key by which it
/// finds its way back.
/// </summary>
internal sealed class CorrectionPages
{
    private const int KeyColumn = 1;
    private const int ReasonColumn = 2;
    private const int FirstColumn = 3;
    private const int ReasonWidth = 52;
    private readonly IXLWorksheet sheet;
    private readonly ReplyLanguage language;
    private readonly Dictionary<(string Sheet, int Row, int? Column), string> places = [];
    private readonly Dictionary<int, int> widths = [];
    private int row = 4;

    private CorrectionPages(IXLWorksheet sheet, ReplyLanguage language)
    {
        this.sheet = sheet;
        this.language = language;
    }

    /// <summary>Adds the sheet behind those that a reply has in front; an earlier one goes.</summary>
    /// <returns>Where each cell of the file stands on the sheet.</returns>
    public static IReadOnlyDictionary<(string Sheet, int Row, int? Column), string> Add(
        XLWorkbook workbook, IReadOnlyList<FailingTable> tables, ReplyLanguage language, string? earlier)
    {
        foreach (var name in new[] { earlier, CorrectionWords.Sheet })
        {
            if (name is not null && workbook.TryGetWorksheet(name, out var old))
            {
                old.Delete();
            }
        }

        if (tables.Count == 0)
        {
            return new Dictionary<(string, int, int?), string>();
        }

        var pages = new CorrectionPages(workbook.AddWorksheet(CorrectionWords.Sheet, 1), language);
        pages.Write(tables);
        return pages.places;
    }

    private string Say(string chinese, string english) => language == ReplyLanguage.Chinese ? chinese : english;

    private void Write(IReadOnlyList<FailingTable> tables)
    {
        var last = FirstColumn - 1 + tables.Max(t => t.Columns.Count);
        Look.Title(sheet, CorrectionWords.Title.In(language), last);
        sheet.Cell(2, 1).Text(CorrectionWords.HowTo.In(language)).Style.Font.SetItalic();
        // The height of a row follows from this width.
        sheet.Column(ReasonColumn).Width = ReasonWidth;
        foreach (var table in tables)
        {
            Table(table);
            row++;
        }

        sheet.Column(KeyColumn).Width = 26;
        foreach (var (column, width) in widths)
        {
            sheet.Column(column).Width = Math.Clamp(width + 3, 10, 40);
        }

        Look.Page(sheet, headingRow: 5, landscape: true);
        if (tables.Count == 1)
        {
            sheet.Range(5, 1, row - 2, last).SetAutoFilter();
        }
    }

    private void Table(FailingTable table)
    {
        sheet.Cell(row, KeyColumn).Text(CorrectionWords.Columns.In(language));
        for (var i = 0; i < table.Columns.Count; i++)
        {
            sheet.Cell(row, FirstColumn + i).Text(CellAddress.Letters(table.Columns[i].Key));
        }

        var letters = sheet.Range(row, 1, row, FirstColumn - 1 + table.Columns.Count).Style;
        letters.Font.SetFontSize(8).Font.SetFontColor(XLColor.Gray);
        letters.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        row++;
        Look.Headings(sheet, row, [CorrectionWords.Key.In(language), CorrectionWords.Reason.In(language),
            .. table.Columns.Select(c => c.Value)]);
        for (var i = 0; i < table.Columns.Count; i++)
        {
            Widen(FirstColumn + i, table.Columns[i].Value);
        }

        var first = ++row;
        foreach (var failing in table.Rows)
        {
            Row(table, failing);
        }

        Look.Body(sheet.Range(first, 1, row - 1, FirstColumn - 1 + table.Columns.Count));
    }

    private void Row(FailingTable table, FailingRow failing)
    {
        var keyIsWrong = failing.Problems.Any(p => p.Column is null && ProblemMark.IsDue([p]));
        sheet.Cell(row, KeyColumn).Text(failing.Key)
            .Style.Fill.SetBackgroundColor(keyIsWrong ? Look.BadFill : Look.BandFill).Font.SetFontColor(XLColor.Gray);
        var reason = failing.Problems.Count > 0
            ? ProblemMark.RowText(failing.Problems, language)
            : Say("已更正", "corrected");
        sheet.Cell(row, ReasonColumn).Text(reason).Style.Alignment.SetWrapText();
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var (column, cell) = (table.Columns[i].Key, sheet.Cell(row, FirstColumn + i));
            if (failing.Row.At(column) is { } written)
            {
                cell.Put(written);
                Widen(FirstColumn + i, written.Text);
            }

            places[(table.Sheet, failing.Row.Number, column)] = cell.Address.ToString()!;
            var here = failing.Problems.Where(p => p.Column == column).ToList();
            if (ProblemMark.IsDue(here))
            {
                ProblemMark.Put(cell, here, language);
            }
        }

        places[(table.Sheet, failing.Row.Number, null)] = sheet.Cell(row, KeyColumn).Address.ToString()!;
        Look.FitHeight(sheet, row, ReasonColumn);
        row++;
    }

    private void Widen(int column, string text) => widths[column] =
        Math.Max(widths.GetValueOrDefault(column), text.Split('\n').Max(line => line.Sum(c => c > '\u2E80' ? 2 : 1)));
}
