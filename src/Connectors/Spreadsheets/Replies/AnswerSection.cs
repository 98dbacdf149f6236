using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Answers;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Replies;

/// <summary>The answers to a statement that were taken, on the sheet in front of the reply (已登记答复).</summary>
internal static class AnswerSection
{
    private const int Columns = 8;

    public static void Add(IXLWorksheet sheet, UploadReading reading, ReplyLanguage language, ref int row)
    {
        if (reading.Statement is not { Answers.Count: > 0 } statement)
        {
            return;
        }

        string Say(string chinese, string english) => language == ReplyLanguage.Chinese ? chinese : english;
        sheet.Cell(row++, 1).Text(Say("已登记答复", "Answers taken"))
            .Style.Font.SetBold().Font.SetFontSize(12).Font.SetFontColor(Look.HeaderFill);
        Look.Headings(sheet, row, [Say("答复", "Answer"), "", Say("金额", "Amount"), Say("条目", "Item"), "", "",
            Say("异议原因", "Reason"), ""]);
        var first = ++row;
        foreach (var answer in statement.Answers)
        {
            var confirmed = answer.Kind == AnswerKind.Confirmed;
            sheet.Cell(row, 1).Text(confirmed ? Say("确认", "confirmed") : Say("异议", "disputed"))
                .Style.Fill.SetBackgroundColor(confirmed ? Look.GoodFill : Look.WarnFill);
            sheet.Cell(row, 3).Number(answer.Amount, Look.Money);
            sheet.Cell(row, 4).Text(answer.Item.Length == 0 ? Say("期末余额", "closing balance") : answer.Item);
            sheet.Cell(row, 7).Text(answer.Reason).Style.Alignment.SetWrapText();
            Look.FitHeight(sheet, row, Columns);
            row++;
        }

        Look.Body(sheet.Range(first, 1, row - 1, Columns));
        row++;
    }
}
