using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>The sheets a statement's formulas stand on: our documents, matches, differences (明细, 勾对, 差异).</summary>
internal static class StatementSheets
{
    private const string DocumentsName = "我方单据 Documents";
    private const string MatchesName = "勾对 Matches";
    private const string DifferencesName = "差异 Differences";
    private const int Heading = 1;
    private const int First = 2;

    public static string SumOfKind(DealerStatement statement, StatementKind kind) =>
        $"SUMIFS({Range(DocumentsName, 'F', statement.Documents.Count)},"
        + $"{Range(DocumentsName, 'B', statement.Documents.Count)},\"{StatementWorkbook.KindWord(kind)}\")";

    public static string CountOfKind(DealerStatement statement, StatementKind kind) =>
        $"COUNTIF({Range(DocumentsName, 'B', statement.Documents.Count)},\"{StatementWorkbook.KindWord(kind)}\")";

    public static string SumExplained(DealerStatement statement) => SumOfState(statement, Explained);

    public static string SumUnexplained(DealerStatement statement) => SumOfState(statement, Open);

    private const string Explained = "已查明 explained";
    private const string Open = "待查 open";

    public static void Documents(XLWorkbook workbook, DealerStatement statement)
    {
        var sheet = workbook.AddWorksheet(DocumentsName);
        Look.Widths(sheet, 12, 22, 18, 18, 40, 16);
        Look.Headings(sheet, Heading,
            ["日期\nDate", "类型\nKind", "单据号\nNumber", "订单\nOrder", "摘要\nText", "金额（含税）\nAmount"]);
        var row = First;
        foreach (var document in statement.Documents)
        {
            sheet.Cell(row, 1).Date(document.Date);
            sheet.Cell(row, 2).Text(StatementWorkbook.KindWord(document.Kind));
            sheet.Cell(row, 3).Text(document.Number);
            sheet.Cell(row, 4).Text(document.OrderNumber);
            sheet.Cell(row, 5).Text(document.Text);
            sheet.Cell(row, 6).Number(document.Amount, Look.Money);
            row++;
        }

        Total(sheet, row, columns: 6, 'F');
        Look.Page(sheet, Heading, landscape: true);
    }

    public static void Matches(XLWorkbook workbook, DealerStatement statement)
    {
        var sheet = workbook.AddWorksheet(MatchesName);
        Look.Widths(sheet, 24, 12, 15, 24, 12, 15, 13, 20, 40);
        Look.Headings(sheet, Heading, ["我方单据\nOur documents", "日期\nDate", "金额\nAmount", "贵方单据\nYour entries",
            "日期\nDate", "金额\nAmount", "差额\nDifference", "勾对规则\nRule", "依据\nReason"]);
        var row = First;
        foreach (var match in statement.Matches)
        {
            sheet.Cell(row, 1).Text(match.OurDocuments);
            sheet.Cell(row, 2).Date(match.OurDate);
            sheet.Cell(row, 3).Number(match.OurAmount, Look.Money);
            sheet.Cell(row, 4).Text(match.DealerEntries);
            sheet.Cell(row, 5).Date(match.DealerDate);
            sheet.Cell(row, 6).Number(match.DealerAmount, Look.Money);
            sheet.Cell(row, 7).Formula($"ROUND(C{row}-F{row},2)", Look.Money);
            sheet.Cell(row, 8).Text(match.Step);
            sheet.Cell(row, 9).Text(match.Reason).Style.Alignment.SetWrapText();
            Look.FitHeight(sheet, row, columns: 9);
            row++;
        }

        Total(sheet, row, columns: 9, 'C', 'F', 'G');
        Look.Page(sheet, Heading, landscape: true);
    }

    public static void Differences(XLWorkbook workbook, DealerStatement statement, ReplyLanguage language)
    {
        var sheet = workbook.AddWorksheet(DifferencesName);
        Look.Widths(sheet, 24, 20, 20, 15, 15, 15, 14, 36, 30, 16, 26);
        Look.Headings(sheet, Heading, ["差异类型\nKind", "我方单据\nOur document", "贵方单据\nYour entry", "我方金额\nOurs",
            "贵方金额\nYours", "差额\nDifference", "状态\nState", "原因\nCause", "证据\nEvidence",
            "确认/异议\nConfirm/dispute", "贵方说明\nYour remark"]);
        var row = First;
        foreach (var difference in statement.Differences)
        {
            var explained = difference.Cause is not null;
            sheet.Cell(row, 1).Text($"{difference.Kind.In(language)} [{difference.KindCode}]");
            sheet.Cell(row, 2).Text(difference.OurDocument);
            sheet.Cell(row, 3).Text(difference.DealerEntry);
            sheet.Cell(row, 4).Number(difference.OurAmount, Look.Money);
            sheet.Cell(row, 5).Number(difference.DealerAmount, Look.Money);
            sheet.Cell(row, 6).Number(difference.Amount, Look.Money);
            sheet.Cell(row, 7).Text(explained ? Explained : Open)
                .Style.Fill.SetBackgroundColor(explained ? Look.GoodFill : Look.BadFill);
            sheet.Cell(row, 8).Text(difference.Cause?.In(language));
            sheet.Cell(row, 9).Text(difference.Evidence);
            sheet.Cell(row, 10).DataValidation.List("\"确认 Confirmed,异议 Disputed\"", inCellDropdown: true);
            sheet.Cell(row, 10).Style.Fill.SetBackgroundColor(Look.WarnFill);
            sheet.Range(row, 1, row, 11).Style.Alignment.SetWrapText();
            Look.FitHeight(sheet, row, columns: 11);
            row++;
        }

        Total(sheet, row, columns: 11, 'F');
        Look.Page(sheet, Heading, landscape: true);
    }

    private static string SumOfState(DealerStatement statement, string state) =>
        $"SUMIFS({Range(DifferencesName, 'F', statement.Differences.Count)},"
        + $"{Range(DifferencesName, 'G', statement.Differences.Count)},\"{state}\")";

    // An empty list still has one row, so that the formula stays valid and gives zero.
    private static string Range(string sheet, char column, int count) =>
        $"'{sheet}'!${column}${First}:${column}${Math.Max(First, First + count - 1)}";

    private static void Total(IXLWorksheet sheet, int row, int columns, params char[] sums)
    {
        if (row == First)
        {
            return;
        }

        Look.Body(sheet.Range(First, 1, row - 1, columns));
        sheet.Range(Heading, 1, row - 1, columns).SetAutoFilter();
        sheet.Cell(row, 1).Text("合计 Total");
        foreach (var column in sums)
        {
            sheet.Cell($"{column}{row}").Formula($"SUM({column}{First}:{column}{row - 1})", Look.Money);
        }

        Look.TotalRow(sheet.Range(row, 1, row, columns));
    }
}
