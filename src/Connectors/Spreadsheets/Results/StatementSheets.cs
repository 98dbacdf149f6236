using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Writing;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>The sheets behind a statement's roll-forward: our documents and the matches (明细, 勾对).</summary>
internal static class StatementSheets
{
    private const string DocumentsName = "我方单据 Documents";
    private const string MatchesName = "勾对 Matches";
    private const int Heading = 1;
    private const int First = 2;

    public static string SumOfKind(DealerStatement statement, StatementKind kind) => Rounded(
        statement,
        $"SUMIFS({Range(DocumentsName, 'F', statement.Documents.Count)},"
        + $"{Range(DocumentsName, 'B', statement.Documents.Count)},\"{StatementWorkbook.KindWord(kind)}\")");

    public static string CountOfKind(DealerStatement statement, StatementKind kind) =>
        $"COUNTIF({Range(DocumentsName, 'B', statement.Documents.Count)},\"{StatementWorkbook.KindWord(kind)}\")";

    public static int Scale(DealerStatement statement) => CurrencyScale.Of(statement.Currency);

    public static string Money(DealerStatement statement) => Look.MoneyOf(Scale(statement));

    /// <summary>
    /// To the currency's smallest unit: sums of binary fractions leave rests that would show as -0.00 and count as a
    /// difference.
    /// </summary>
    public static string Rounded(DealerStatement statement, string formula) => $"ROUND({formula},{Scale(statement)})";

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
            sheet.Cell(row, 6).Number(document.Amount, Money(statement));
            row++;
        }

        Total(sheet, statement, row, columns: 6, 'F');
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
            sheet.Cell(row, 1).Text(match.OurDocuments).Style.Alignment.SetWrapText();
            sheet.Cell(row, 2).Date(match.OurDate);
            sheet.Cell(row, 3).Number(match.OurAmount, Money(statement));
            sheet.Cell(row, 4).Text(match.DealerEntries).Style.Alignment.SetWrapText();
            sheet.Cell(row, 5).Date(match.DealerDate);
            sheet.Cell(row, 6).Number(match.DealerAmount, Money(statement));
            sheet.Cell(row, 7).Formula(Rounded(statement, $"C{row}-F{row}"), Money(statement));
            sheet.Cell(row, 8).Text(match.Step);
            sheet.Cell(row, 9).Text(match.Reason).Style.Alignment.SetWrapText();
            Look.FitHeight(sheet, row, columns: 9);
            row++;
        }

        Total(sheet, statement, row, columns: 9, 'C', 'F', 'G');
        Look.Page(sheet, Heading, landscape: true);
    }

    // An empty list still has one row, so that the formula stays valid and gives zero.
    private static string Range(string sheet, char column, int count) =>
        $"'{sheet}'!${column}${First}:${column}${Math.Max(First, First + count - 1)}";

    private static void Total(
        IXLWorksheet sheet, DealerStatement statement, int row, int columns, params char[] sums)
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
            sheet.Cell($"{column}{row}").Formula(
                Rounded(statement, $"SUM({column}{First}:{column}{row - 1})"), Money(statement));
        }

        Look.TotalRow(sheet.Range(row, 1, row, columns));
    }
}
