using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Replies;

/// <summary>How the sections of the sheet in front of a reply begin and end (处理结果的分节).</summary>
internal static class ReplySection
{
    public const int Columns = 8;

    public static void Title(IXLWorksheet sheet, ref int row, string title)
    {
        sheet.Cell(row, 1).Text(title).Style.Font.SetBold().Font.SetFontSize(12).Font.SetFontColor(Look.HeaderFill);
        row++;
    }

    public static void End(IXLWorksheet sheet, int first, ref int row)
    {
        var body = sheet.Range(first, 1, row - 1, Columns);
        Look.Body(body);
        body.Style.Alignment.SetWrapText();
        for (var r = first; r < row; r++)
        {
            Look.FitHeight(sheet, r, Columns);
        }

        row++;
    }
}
