using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>
/// Writes a statement that proves itself (对账单工作簿): the roll-forward, the explained part of the difference and the
/// residual are live formulas over the documents and differences listed on the other sheets.
/// </summary>
public static class StatementWorkbook
{
    private const int FirstHeading = 9;

    private static readonly (StatementKind Kind, string Label)[] RollForward =
    [
        (StatementKind.Invoice, "加：发票  Invoices"),
        (StatementKind.DebitNote, "加：借项通知  Debit notes"),
        (StatementKind.Return, "减：退货  Returns"),
        (StatementKind.CreditNote, "减：贷项通知  Credit notes"),
        (StatementKind.Payment, "减：回款  Payments"),
    ];

    /// <summary>Where the closing balance is computed, for formulas on the other sheets.</summary>
    internal static readonly string ClosingCell =
        $"'{StatementWords.MainSheet}'!$B${FirstHeading + 2 + RollForward.Length}";

    public static byte[] Write(DealerStatement statement, ReplyLanguage language)
    {
        using var workbook = Look.NewWorkbook($"Statement {statement.Number}");
        var main = workbook.AddWorksheet(StatementWords.MainSheet);
        DifferenceSheet.Add(workbook, statement, language);
        StatementSheets.Matches(workbook, statement);
        StatementSheets.Documents(workbook, statement);
        AgeingSheet.Add(workbook, statement, language);
        Mark(workbook, statement);
        Head(main, statement, language);
        var next = Balances(main, statement);
        next = Comparison(main, statement, next);
        Confirmation(main, next, language);
        Air(main, next);
        Look.Page(main, headingRow: 0, landscape: false);
        return Look.Save(workbook);
    }

    // Rows a little higher than the text, and texts off the lines, are read faster.
    private static void Air(IXLWorksheet sheet, int answerRow)
    {
        for (var row = 2; row <= answerRow + 5; row++)
        {
            if (sheet.Row(row).Height < 20)
            {
                sheet.Row(row).Height = 19;
            }
        }

        sheet.Range(2, 1, answerRow + 1, 4).Style.Alignment.SetVertical(XLAlignmentVerticalValues.Center);
        foreach (var cell in sheet.Range(FirstHeading + 1, 1, answerRow - 1, 1).Cells())
        {
            cell.Style.Alignment.SetIndent(cell.Style.Fill.BackgroundColor == Look.HeaderFill ? 0 : 1);
        }

        foreach (var cell in sheet.Range(FirstHeading + 1, 3, answerRow - 1, 4).Cells().Where(c => c.HasFormula))
        {
            if (cell.Style.NumberFormat.Format == "General")
            {
                cell.Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
            }
        }
    }

    internal static string KindWord(StatementKind kind) => kind switch
    {
        StatementKind.Invoice => "发票 Invoice",
        StatementKind.Return => "退货 Return",
        StatementKind.CreditNote => "贷项通知 Credit note",
        StatementKind.DebitNote => "借项通知 Debit note",
        _ => "回款 Payment",
    };

    // The file comes back under any name, sorted and with columns added: the number also stands where nobody edits.
    private static void Mark(XLWorkbook workbook, DealerStatement statement)
    {
        var sheet = workbook.AddWorksheet(StatementWords.MarkSheet);
        var rows = new[]
        {
            (StatementWords.Number, statement.Number), ("经销商  Dealer", statement.DealerCode),
            ("期间  Period", statement.Period),
        };
        for (var i = 0; i < rows.Length; i++)
        {
            sheet.Cell(i + 1, 1).Text(rows[i].Item1);
            sheet.Cell(i + 1, 2).Text(rows[i].Item2);
        }

        sheet.Visibility = XLWorksheetVisibility.VeryHidden;
    }

    private static void Head(IXLWorksheet sheet, DealerStatement statement, ReplyLanguage language)
    {
        Look.Title(sheet, "往来对账单  Statement of account", 4);
        Look.Widths(sheet, 44, 22, 22, 22);
        Pair(2, 1, "厂家  Principal", statement.PrincipalName);
        Pair(3, 1, "经销商  Dealer", $"{statement.DealerCode}  {statement.DealerName}");
        Pair(4, 1, StatementWords.Number, statement.Number);
        Pair(4, 3, "币种  Currency", statement.Currency);
        Pair(5, 1, "期间  Period", statement.Period);
        Day(6, 1, "出单日期  Issued on", statement.IssuedOn);
        Day(6, 3, "答复期限  Answer by", statement.DueOn);
        var silence = sheet.Cell(7, 1).Text(SilenceOf(statement, language));
        sheet.Range(7, 1, 7, 4).Merge().Style.Alignment.SetWrapText()
            .Alignment.SetVertical(XLAlignmentVerticalValues.Center)
            .Fill.SetBackgroundColor(statement.SilenceClause is null ? Look.BandFill : Look.WarnFill);
        silence.Style.Font.SetBold(statement.SilenceClause is not null);
        sheet.Row(7).Height = 34;

        void Pair(int row, int column, string label, string value)
        {
            sheet.Cell(row, column).Text(label).Style.Font.SetBold();
            sheet.Cell(row, column + 1).Text(value);
        }

        void Day(int row, int column, string label, DateOnly day)
        {
            sheet.Cell(row, column).Text(label).Style.Font.SetBold();
            sheet.Cell(row, column + 1).Date(day).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left);
        }
    }

    private static string SilenceOf(DealerStatement statement, ReplyLanguage language)
    {
        var due = $"{statement.DueOn:yyyy-MM-dd}";
        return (language, statement.SilenceClause) switch
        {
            (ReplyLanguage.Chinese, { } clause) => $"请于 {due} 前答复。根据{clause}，逾期未答复视同确认。",
            (ReplyLanguage.Chinese, null) => $"请于 {due} 前答复。逾期未答复不视为确认，本期对账保持未完成。",
            (_, { } clause) => $"Please answer by {due}. Under {clause}, no answer by then counts as agreed.",
            _ => $"Please answer by {due}. No answer does not count as agreed; the period stays open.",
        };
    }

    private static int Balances(IXLWorksheet sheet, DealerStatement statement)
    {
        var money = StatementSheets.Money(statement);
        Look.Headings(sheet, FirstHeading,
            ["余额变动（含税）\nBalance roll-forward (tax inclusive)", "金额\nAmount", "单据数\nDocuments", ""]);
        var first = FirstHeading + 1;
        var row = first;
        sheet.Cell(row, 1).Text("期初余额  Opening balance");
        sheet.Cell(row, 2).Number(statement.Opening, money);
        foreach (var (kind, label) in RollForward)
        {
            row++;
            sheet.Cell(row, 1).Text(label);
            sheet.Cell(row, 2).Formula(StatementSheets.SumOfKind(statement, kind), money);
            sheet.Cell(row, 3).Formula(StatementSheets.CountOfKind(statement, kind), Look.Count);
        }

        row++;
        sheet.Cell(row, 1).Text("期末余额  Closing balance");
        sheet.Cell(row, 2).Formula(StatementSheets.Rounded(statement, $"SUM(B{first}:B{row - 1})"), money);
        sheet.Cell(row, 3).Formula($"SUM(C{first}:C{row - 1})", Look.Count);
        Look.Body(sheet.Range(first, 1, row - 1, 4));
        Look.TotalRow(sheet.Range(row, 1, row, 4));
        row++;
        Look.Body(sheet.Range(row, 1, row, 4));
        sheet.Cell(row, 1).Text("系统期末余额  Closing balance of the hub");
        sheet.Cell(row, 2).Number(statement.Closing, money);
        sheet.Cell(row, 4).Formula(
            $"IF({StatementSheets.Rounded(statement, $"B{row - 1}-B{row}")}=0,\"一致 agrees\",\"不一致 differs\")",
            "General");
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

        var money = StatementSheets.Money(statement);
        var (first, last) = (heading + 1, heading + 2);
        sheet.Cell(first, 1).Text("期初余额  Opening balance");
        sheet.Cell(first, 2).Formula($"B{FirstHeading + 1}", money);
        sheet.Cell(first, 3).Number(statement.DealerOpening, money);
        sheet.Cell(last, 1).Text("期末余额  Closing balance");
        sheet.Cell(last, 2).Formula($"B{closing}", money);
        sheet.Cell(last, 3).Number(statement.DealerClosing, money);
        for (var line = first; line <= last; line++)
        {
            sheet.Cell(line, 4).Formula(StatementSheets.Rounded(statement, $"B{line}-C{line}"), money);
        }

        var row = last + 1;
        sheet.Cell(row, 1).Text("其中：已查明原因  of which explained");
        sheet.Cell(row, 4).Formula(DifferenceSheet.SumExplained(statement), money);
        var deducted = $"D{row}";
        if (statement.Differences.Any(d => d.WrittenOffTo is not null))
        {
            row++;
            sheet.Cell(row, 1).Text("其中：已核销  of which written off");
            sheet.Cell(row, 4).Formula(DifferenceSheet.SumWrittenOff(statement), money);
            deducted += $"-D{row}";
        }

        row++;
        sheet.Cell(row, 1).Text("其中：原因待查  of which without a cause yet");
        sheet.Cell(row, 4).Formula(DifferenceSheet.SumUnexplained(statement), money);
        row++;
        sheet.Cell(row, 1).Text("未解释差额  Residual");
        sheet.Cell(row, 4).Formula(StatementSheets.Rounded(statement, $"D{last}-{deducted}"), money);
        sheet.Cell(row, 3).Formula($"IF(D{row}=0,\"全部查明 explained\",\"尚有未解释 open\")", "General");
        Look.Body(sheet.Range(first, 1, row - 1, 4));
        Look.TotalRow(sheet.Range(row, 1, row, 4));
        return row + 2;
    }

    private static void Confirmation(IXLWorksheet sheet, int row, ReplyLanguage language)
    {
        sheet.Cell(row, 1).Text("经销商确认  Dealer's answer").Style.Font.SetBold().Font.SetFontSize(12)
            .Font.SetFontColor(Look.HeaderFill);
        sheet.Cell(row + 1, 1).Text(StatementWords.BalanceAnswer);
        var choice = sheet.Cell(row + 1, 2).Text("");
        choice.DataValidation.List($"\"{StatementWords.Confirmed},{StatementWords.Disputed}\"", inCellDropdown: true);
        sheet.Cell(row + 2, 1).Text(StatementWords.BalanceReason);
        sheet.Cell(row + 3, 1).Text(StatementWords.AnsweredBy);
        sheet.Cell(row + 4, 1).Text("盖章  Seal");
        for (var line = row + 1; line <= row + 4; line++)
        {
            sheet.Cell(line, 2).Text("");
            sheet.Range(line, 2, line, 4).Merge();
        }

        sheet.Row(row + 2).Height = 30;
        sheet.Row(row + 4).Height = 56;
        sheet.Cell(row + 2, 2).Style.Alignment.SetWrapText();
        Look.Body(sheet.Range(row + 1, 1, row + 4, 4));
        sheet.Range(row + 1, 2, row + 3, 4).Style.Fill.SetBackgroundColor(Look.WarnFill);
        var hint = language == ReplyLanguage.Chinese
            ? "请填写黄色单元格，并在“差异”表逐项选择确认或异议，然后回传本文件（文件名不限）。"
            : "Please fill in the yellow cells, here and on the sheet of differences, and send this file back.";
        sheet.Cell(row + 5, 1).Text(hint).Style.Font.SetItalic();
    }
}
