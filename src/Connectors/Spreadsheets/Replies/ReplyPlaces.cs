using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Replies;

/// <summary>
/// Where a cell of the dealer's file is found in the reply (跳转位置): in the marked sheet, else on the sheet of rows to
/// correct. Addresses are shown as the dealer knows them.
/// </summary>
internal sealed class ReplyPlaces(
    XLWorkbook workbook, IReadOnlyDictionary<(string Sheet, int Row, int? Column), string> toCorrect)
{
    public bool HasRowsToCorrect => toCorrect.Count > 0;

    public void Link(IXLCell cell, string? sheet, int? row, int? column)
    {
        var address = (row, column) switch
        {
            ({ } r, { } c) => CellAddress.Of(r, c),
            ({ } r, null) => $"{r}",
            _ => "",
        };
        cell.Text(address);
        if (sheet is null || row is not { } at)
        {
            return;
        }

        if (column is not null && workbook.TryGetWorksheet(sheet, out _) && sheet != CorrectionWords.Sheet)
        {
            cell.Hyperlink = new XLHyperlink($"{Quoted(sheet)}!{address}");
        }
        else if (toCorrect.TryGetValue((sheet, at, column), out var place)
            || toCorrect.TryGetValue((sheet, at, null), out place))
        {
            cell.Hyperlink = new XLHyperlink($"{Quoted(CorrectionWords.Sheet)}!{place}");
        }
    }

    private static string Quoted(string sheet) => $"'{sheet.Replace("'", "''", StringComparison.Ordinal)}'";
}
