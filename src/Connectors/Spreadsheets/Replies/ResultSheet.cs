using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Replies;

/// <summary>The sheet in front of every reply (处理结果): verdict, counts, control sums, each problem, notes.</summary>
internal sealed class ResultSheet
{
    private const int Columns = ReplySection.Columns;
    private readonly IXLWorksheet sheet;
    private readonly UploadReading reading;
    private readonly ReplyLanguage language;
    private readonly ReplyPlaces places;
    private int row = 1;

    private ResultSheet(IXLWorksheet sheet, UploadReading reading, ReplyLanguage language, ReplyPlaces places)
    {
        this.sheet = sheet;
        this.reading = reading;
        this.language = language;
        this.places = places;
    }

    public static void Add(
        XLWorkbook workbook, UploadReading reading, ReplyLanguage language, string sha256, ReplyPlaces places)
    {
        if (workbook.TryGetWorksheet(UploadReader.ResultSheet, out var earlier))
        {
            earlier.Delete();
        }

        var sheet = workbook.AddWorksheet(UploadReader.ResultSheet, 1);
        new ResultSheet(sheet, reading, language, places).Write(sha256);
        foreach (var other in workbook.Worksheets)
        {
            other.TabSelected = other == sheet;
        }

        sheet.SetTabActive();
    }

    private string Say(string chinese, string english) => language == ReplyLanguage.Chinese ? chinese : english;

    private void Write(string sha256)
    {
        Look.Title(sheet, Say("文件处理结果", "Result of your file"), Columns);
        Look.Widths(sheet, 20, 14, 16, 18, 16, 20, 44, 44);
        Head(sha256);
        Controls();
        ProblemSection.Add(sheet, reading, language, places, ref row);
        Documents();
        AnswerSection.Add(sheet, reading, language, ref row);
        LayoutSection.Add(sheet, reading, language, places, ref row);
        Notes();
        Look.Page(sheet, headingRow: 0, landscape: true);
    }

    private void Head(string sha256)
    {
        row = 3;
        Pair(Say("结论", "Verdict"), ReplyWords.Verdict(reading).In(language));
        sheet.Range(row - 1, 1, row - 1, Columns).Style.Font.SetBold().Fill.SetBackgroundColor(reading.Verdict switch
        {
            UploadVerdict.Accepted => Look.GoodFill,
            UploadVerdict.AcceptedWithRejects => Look.WarnFill,
            _ => Look.BadFill,
        });
        foreach (var (step, i) in ReplyWords.NextSteps(reading, places.HasRowsToCorrect).Select((s, i) => (s, i)))
        {
            Pair(i == 0 ? Say("下一步", "What to do") : "", step.In(language));
        }

        Pair(Say("文件", "File"), reading.FileName);
        Pair(Say("经销商", "Dealer"), reading.DealerCode);
        Pair(Say("类型", "Kind"), reading.Title?.In(language) ?? Say("未能识别", "not recognised"));
        if (reading.Statement is { } statement)
        {
            Pair(Say("对账单号", "Statement no."), statement.Number);
            Pair(Say("读取答复", "Answers read"), $"{reading.RowsRead}");
            Pair(Say("登记答复", "Answers taken"), $"{reading.Tally.AcceptedLines}");
            Pair(Say("未登记答复", "Answers not taken"), $"{reading.Tally.RejectedLines}");
        }
        else
        {
            Pair(Say("读取行数", "Rows read"), $"{reading.RowsRead}");
            Pair(Say("接收行数", "Rows accepted"), $"{reading.Tally.AcceptedLines}");
            Pair(Say("未接收行数", "Rows not accepted"), $"{reading.Tally.RejectedLines}");
            Pair(
                Say("接收单据", "Documents accepted"),
                $"{reading.Tally.AcceptedDocuments} / {reading.Tally.Documents}");
        }

        Pair(Say("文件指纹", "Reference"), "SHA-256 " + sha256);
        row++;
    }

    private void Pair(string label, string value)
    {
        sheet.Cell(row, 1).Text(label).Style.Font.SetBold();
        sheet.Cell(row, 2).Text(value);
        row++;
    }

    private void Controls()
    {
        if (reading.ControlSums.Count == 0)
        {
            return;
        }

        ReplySection.Title(sheet, ref row, Say("控制合计", "Control sums"));
        Look.Headings(sheet, row, [Say("项目", "Item"), Say("工作表", "Sheet"), Say("单元格", "Cell"),
            Say("文件中的数", "Stated"), Say("明细相加", "Sum of rows"), Say("相差", "Difference"), Say("结果", "Result"), ""]);
        var first = ++row;
        foreach (var sum in reading.ControlSums)
        {
            sheet.Cell(row, 1).Text(sum.Name);
            sheet.Cell(row, 2).Text(sum.Sheet);
            places.Link(sheet.Cell(row, 3), sum.Sheet, sum.Row, sum.Column);
            sheet.Cell(row, 4).Number(sum.Stated, Look.Money);
            sheet.Cell(row, 5).Number(sum.Computed, Look.Money);
            sheet.Cell(row, 6).Number(sum.Stated - sum.Computed, Look.Money);
            sheet.Cell(row, 7).Text(sum.Agrees ? Say("一致", "agrees") : Say("不一致", "differs"))
                .Style.Fill.SetBackgroundColor(sum.Agrees ? Look.GoodFill : Look.BadFill);
            row++;
        }

        ReplySection.End(sheet, first, ref row);
    }

    private void Documents()
    {
        if (reading.Accepted.Count == 0)
        {
            return;
        }

        ReplySection.Title(sheet, ref row, Say("已接收单据", "Documents accepted"));
        Look.Headings(sheet, row, [Say("单据", "Document"), Say("工作表", "Sheet"), Say("首行", "First row"),
            Say("明细行数", "Lines"), "", "", "", ""]);
        var first = ++row;
        foreach (var document in reading.Accepted)
        {
            sheet.Cell(row, 1).Text(document.Key.Split('|')[^1]);
            sheet.Cell(row, 2).Text(document.Place.Sheet);
            sheet.Cell(row, 3).Number(document.Place.Row, Look.Count);
            sheet.Cell(row, 4).Number(document.Lines, Look.Count);
            row++;
        }

        ReplySection.End(sheet, first, ref row);
    }

    private void Notes()
    {
        if (reading.Notes.Count == 0)
        {
            return;
        }

        ReplySection.Title(sheet, ref row, Say("说明", "Notes"));
        foreach (var note in reading.Notes)
        {
            sheet.Cell(row++, 1).Text("· " + note.In(language));
        }
    }
}
