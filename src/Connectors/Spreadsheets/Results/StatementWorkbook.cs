using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>
/// Writes a statement that proves itself (对账单工作簿): the roll-forward, the explained part of the difference and the
/// residual are live formulas over the documents and differences listed on the other sheets.
/// </summary>
public static class StatementWorkbook
{
    private const string Main = "对账单 Statement";

    private static readonly (StatementKind Kind, string Label)[] RollForward =
    [
        (StatementKind.Invoice, "加：发票  Invoices"),
        (StatementKind.DebitNote, "加：借项通知  Debit notes"),
        (StatementKind.Return, "减：退货  Returns"),
        (StatementKind.CreditNote, "减：贷项通知  Credit notes"),
        (StatementKind.Payment, "减：回款  Payments"),
    ];

    public static byte[] Write(DealerStatement statement, ReplyLanguage language)
    {
        using var workbook = Look.NewWorkbook($"Statement {statement.DealerCode} {statement.Period}");
        var main = workbook.AddWorksheet(Main);
        StatementSheets.Documents(workbook, statement);
        StatementSheets.Matches(workbook, statement);
        StatementSheets.Differences(workbook, statement, language);
        Head(main, statement);
        var next = Balances(main, statement);
        next = Comparison(main, statement, next);
        Confirmation(main, next, language);
        Look.Page(main, headingRow: 0, landscape: false);
        return Look.Save(workbook);
    }

    internal static string KindWord(StatementKind kind) => kind switch
    {
        StatementKind.Invoice => "发票 Invoice",
        StatementKind.Return => "退货 Return",
        StatementKind.CreditNote => "贷项通知 Credit note",
        StatementKind.DebitNote => "借项通知 Debit note",
        _ => "回款 Payment",
    };

    private static void Head(IXLWorksheet sheet, DealerStatement statement)
    {
        Look.Title(sheet, "往来对账单  Statement of account", 4);
        Look.Widths(sheet, 44, 20, 20, 22);
        var rows = new (string Label, string Value)[]
        {
            ("厂家 Principal", statement.PrincipalName),
            ("经销商 Dealer", $"{statement.DealerCode}  {statement.DealerName}"),
            ("期间 Period", statement.Period),
            ("币种 Currency", statement.Currency),
        };
        for (var i = 0; i < rows.Length; i++)
        {
            sheet.Cell(i + 2, 1).Text(rows[i].Label).Style.Font.SetBold();
            sheet.Cell(i + 2, 2).Text(rows[i].Value);
        }

        sheet.Cell(6, 1).Text("出单日期 Issued on").Style.Font.SetBold();
        sheet.Cell(6, 2).Date(statement.IssuedOn).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left);
    }

    private static int Balances(IXLWorksheet sheet, DealerStatement statement)
    {
        const int heading = 8;
        Look.Headings(sheet, heading,
            ["余额变动（含税）\nBalance roll-forward (tax inclusive)", "金额\nAmount", "单据数\nDocuments", ""]);
        var row = heading + 1;
        sheet.Cell(row, 1).Text("期初余额  Opening balance");
        sheet.Cell(row, 2).Number(statement.Opening, Look.Money);
        foreach (var (kind, label) in RollForward)
        {
            row++;
            sheet.Cell(row, 1).Text(label);
            sheet.Cell(row, 2).Formula(StatementSheets.SumOfKind(statement, kind), Look.Money);
            sheet.Cell(row, 3).Formula(StatementSheets.CountOfKind(statement, kind), Look.Count);
        }

        row++;
        sheet.Cell(row, 1).Text("期末余额  Closing balance");
        sheet.Cell(row, 2).Formula($"SUM(B{heading + 1}:B{row - 1})", Look.Money);
        sheet.Cell(row, 3).Formula($"SUM(C{heading + 1}:C{row - 1})", Look.Count);
        Look.Body(sheet.Range(heading + 1, 1, row - 1, 4));
        Look.TotalRow(sheet.Range(row, 1, row, 4));
        row++;
        sheet.Cell(row, 1).Text("系统期末余额  Closing balance of the hub");
        sheet.Cell(row, 2).Number(statement.Closing, Look.Money);
        sheet.Cell(row, 4).Formula($"IF(ROUND(B{row - 1}-B{row},2)=0,\"一致 agrees\",\"不一致 differs\")", "General");
        return row + 2;
    }

    private static int Comparison(IXLWorksheet sheet, DealerStatement statement, int heading)
    {
        var closing = heading - 3;
        Look.Headings(sheet, heading,
            ["与贵方账面比较\nCompared with your books", "我方\nOurs", "贵方\nYours", "差额（我方－贵方）\nDifference"]);
        if (statement.DealerClosing is null)
        {
            sheet.Cell(heading + 1, 1).Text("本期未收到贵方往来账。 No ledger of yours was accepted for this period.");
            return heading + 3;
        }

        var (first, last) = (heading + 1, heading + 2);
        sheet.Cell(first, 1).Text("期初余额  Opening balance");
        sheet.Cell(first, 2).Formula("B9", Look.Money);
        sheet.Cell(first, 3).Number(statement.DealerOpening, Look.Money);
        sheet.Cell(last, 1).Text("期末余额  Closing balance");
        sheet.Cell(last, 2).Formula($"B{closing}", Look.Money);
        sheet.Cell(last, 3).Number(statement.DealerClosing, Look.Money);
        for (var row = first; row <= last; row++)
        {
            sheet.Cell(row, 4).Formula($"B{row}-C{row}", Look.Money);
        }

        sheet.Cell(last + 1, 1).Text("其中：已查明原因  of which explained");
        sheet.Cell(last + 1, 4).Formula(StatementSheets.SumExplained(statement), Look.Money);
        sheet.Cell(last + 2, 1).Text("其中：原因待查  of which without a cause yet");
        sheet.Cell(last + 2, 4).Formula(StatementSheets.SumUnexplained(statement), Look.Money);
        sheet.Cell(last + 3, 1).Text("未解释差额  Residual");
        sheet.Cell(last + 3, 4).Formula($"ROUND(D{last}-D{last + 1},2)", Look.Money);
        sheet.Cell(last + 3, 3).Formula(
            $"IF(D{last + 3}=0,\"全部查明 explained\",\"尚有未解释 open\")", "General");
        Look.Body(sheet.Range(first, 1, last + 2, 4));
        Look.TotalRow(sheet.Range(last + 3, 1, last + 3, 4));
        return last + 5;
    }

    private static void Confirmation(IXLWorksheet sheet, int row, ReplyLanguage language)
    {
        sheet.Cell(row, 1).Text("经销商确认  Dealer's answer").Style.Font.SetBold().Font.SetFontSize(12);
        var choice = sheet.Cell(row + 1, 2);
        sheet.Cell(row + 1, 1).Text("确认 / 异议   Confirm / dispute");
        choice.DataValidation.List("\"确认 Confirmed,异议 Disputed\"", inCellDropdown: true);
        sheet.Cell(row + 2, 1).Text("异议说明   What you dispute");
        sheet.Range(row + 2, 2, row + 2, 4).Merge();
        sheet.Cell(row + 3, 1).Text("经办人及日期   Name and date");
        sheet.Range(row + 3, 2, row + 3, 4).Merge();
        sheet.Cell(row + 4, 1).Text("盖章   Seal");
        sheet.Range(row + 4, 2, row + 4, 4).Merge();
        sheet.Row(row + 4).Height = 56;
        Look.Body(sheet.Range(row + 1, 1, row + 4, 4));
        choice.Style.Fill.SetBackgroundColor(Look.WarnFill);
        var hint = language == ReplyLanguage.Chinese
            ? "请在“差异”表逐项选择确认或异议，并回传本文件。"
            : "Please confirm or dispute each item on the sheet of differences and send this file back.";
        sheet.Cell(row + 5, 1).Text(hint).Style.Font.SetItalic();
    }
}
