using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>
/// The differences of a statement (差异), each with a cell for the dealer's answer: those of the period, those carried
/// forward and those given up, in a section each with its subtotal.
/// </summary>
internal sealed class DifferenceSheet
{
    private const int Columns = 11;
    private const int ItemColumn = Columns + 1;
    private const int Heading = 3;
    private const string Explained = "已查明 explained";
    private const string Open = "待查 open";
    private const string WrittenOff = "已核销 written off";

    private static readonly string[] Headings =
    [
        "差异类型\nKind", StatementWords.OurDocumentHeading, StatementWords.DealerEntryHeading, "我方金额\nOurs",
        "贵方金额\nYours", "差额\nDifference", "状态\nState",
        "原因与凭据，或最接近的记录\nCause and evidence, or nearest line", "此前答复\nEarlier answer",
        StatementWords.AnswerHeading, StatementWords.ReasonHeading, StatementWords.ItemHeading,
    ];

    private readonly IXLWorksheet sheet;
    private readonly DealerStatement statement;
    private readonly ReplyLanguage language;
    private readonly List<string> subtotals = [];
    private int row = Heading + 1;

    private DifferenceSheet(IXLWorksheet sheet, DealerStatement statement, ReplyLanguage language)
    {
        this.sheet = sheet;
        this.statement = statement;
        this.language = language;
    }

    public static string SumExplained(DealerStatement statement) => SumOfState(statement, Explained);

    public static string SumUnexplained(DealerStatement statement) => SumOfState(statement, Open);

    public static string SumWrittenOff(DealerStatement statement) => SumOfState(statement, WrittenOff);

    public static void Add(XLWorkbook workbook, DealerStatement statement, ReplyLanguage language) =>
        new DifferenceSheet(workbook.AddWorksheet(StatementWords.DifferencesSheet), statement, language).Write();

    private static bool IsCarried(StatementDifference difference) =>
        difference is { CarriedFrom: not null, WrittenOffTo: null };

    private static string StateOf(StatementDifference difference) =>
        difference.WrittenOffTo is not null ? WrittenOff : difference.Cause is not null ? Explained : Open;

    private string Money => StatementSheets.Money(statement);

    private string Say(string chinese, string english) => language == ReplyLanguage.Chinese ? chinese : english;

    private void Write()
    {
        Look.Title(sheet, "差异  Differences", Columns);
        // This sheet alone, saved as CSV, is still known as ours.
        sheet.Cell(1, 8).Text(StatementWords.Number).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        sheet.Cell(1, 9).Text(statement.Number);
        sheet.Range(1, 8, 1, 9).Style.Alignment.SetVertical(XLAlignmentVerticalValues.Center);
        sheet.Cell(2, 1).Text(Say(
            "请在黄色单元格逐项选择“确认”或“异议”；有异议的请写明原因。金额请勿改动：您认为正确的金额写在原因中。",
            "Please choose Confirmed or Disputed in the yellow cells and give a reason for each dispute. Do not change "
            + "amounts: write the amount you hold to be right into the reason.")).Style.Font.SetItalic();
        Look.Widths(sheet, 18, 16, 16, 13, 13, 13, 15, 40, 18, 14, 24, 2);
        Look.Headings(sheet, Heading, Headings);
        var all = statement.Differences;
        Section("本期差异  Of this period", [.. all.Where(d => d.WrittenOffTo is null && !IsCarried(d))]);
        Section("以前期间结转  Carried forward from earlier periods", [.. all.Where(IsCarried)]);
        Section("已核销  Given up and written off", [.. all.Where(d => d.WrittenOffTo is not null)]);
        Total();
        // Keys are for the hub; the dealer sorts and filters without seeing them.
        sheet.Column(ItemColumn).Hide();
        Look.Page(sheet, Heading, landscape: true);
        sheet.PageSetup.PrintAreas.Add(1, 1, Math.Max(row, Heading), Columns);
    }

    private void Section(string title, List<StatementDifference> differences)
    {
        if (differences.Count == 0)
        {
            return;
        }

        sheet.Range(row, 1, row, Columns).Style.Fill.SetBackgroundColor(Look.BandFill);
        sheet.Cell(row++, 1).Text(title).Style.Font.SetBold().Font.SetFontColor(Look.HeaderFill);
        var first = row;
        foreach (var difference in differences)
        {
            Difference(difference);
        }

        Look.Body(sheet.Range(first, 1, row - 1, Columns));
        sheet.Cell(row, 1).Text("小计 Subtotal");
        sheet.Cell(row, 6).Formula(StatementSheets.Rounded(statement, $"SUM(F{first}:F{row - 1})"), Money);
        sheet.Range(row, 1, row, Columns).Style.Font.SetBold();
        subtotals.Add($"F{row++}");
    }

    private void Difference(StatementDifference difference)
    {
        sheet.Cell(row, 1).Text(KindOf(difference));
        sheet.Cell(row, 2).Text(difference.OurDocument);
        sheet.Cell(row, 3).Text(difference.DealerEntry);
        sheet.Cell(row, 4).Number(difference.OurAmount, Money);
        sheet.Cell(row, 5).Number(difference.DealerAmount, Money);
        sheet.Cell(row, 6).Number(difference.Amount, Money);
        var state = StateOf(difference);
        sheet.Cell(row, 7).Text(state).Style.Fill.SetBackgroundColor(state == Open ? Look.BadFill : Look.GoodFill)
            .Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        sheet.Cell(row, 8).Text(WhyOf(difference));
        sheet.Cell(row, 9).Text(EarlierOf(difference.Earlier));
        sheet.Cell(row, 10).Text("").DataValidation.List(
            $"\"{StatementWords.Confirmed},{StatementWords.Disputed}\"", inCellDropdown: true);
        sheet.Cell(row, 11).Text("");
        sheet.Range(row, 10, row, 11).Style.Fill.SetBackgroundColor(Look.WarnFill);
        sheet.Cell(row, ItemColumn).Text(difference.Item);
        sheet.Range(row, 1, row, Columns).Style.Alignment.SetWrapText();
        Look.FitHeight(sheet, row, Columns);
        row++;
    }

    private string KindOf(StatementDifference difference)
    {
        var kind = difference.Kind.In(language);
        return difference.CarriedFrom is { } from ? $"{kind}\n{Say($"自 {from} 结转", $"open since {from}")}" : kind;
    }

    // The cause in words with the document that proves it; without one, where to look.
    private string WhyOf(StatementDifference difference)
    {
        var lines = new List<string?>
        {
            difference.WrittenOffTo is { } account
                ? Say($"已核销，科目 {account}", $"Written off to account {account}") : null,
            difference.Cause?.In(language),
            difference is { Cause: null, WrittenOffTo: null } ? NearestOf(difference) : null,
            difference.Evidence,
        };
        return string.Join('\n', lines.Where(line => !string.IsNullOrWhiteSpace(line)));
    }

    private string NearestOf(StatementDifference difference) => difference.Nearest is { } nearest
        ? Say($"最接近的记录：{nearest}", $"Nearest line: {nearest}")
        : Say("没有接近的记录，请协助核查。", "No line comes near; please look for it.");

    private string? EarlierOf(EarlierAnswer? earlier) => earlier is null
        ? null
        : $"{(earlier.Confirmed ? Say("已确认", "confirmed") : Say("有异议", "disputed"))} {earlier.AnsweredOn:yyyy-MM-dd} "
            + $"({earlier.StatementNumber})" + (earlier.Reason is { } reason ? $"\n{reason}" : "");

    private void Total()
    {
        if (subtotals.Count == 0)
        {
            sheet.Cell(row, 1).Text(Say("没有差异。", "There is no difference."));
            return;
        }

        sheet.Cell(row, 1).Text("合计 Total");
        sheet.Cell(row, 6).Formula(StatementSheets.Rounded(statement, string.Join('+', subtotals)), Money);
        Look.TotalRow(sheet.Range(row, 1, row, Columns));
        // One block can be sorted; several would be mixed with their subtotals.
        if (subtotals.Count == 1)
        {
            sheet.Range(Heading, 1, row - 2, ItemColumn).SetAutoFilter();
        }
    }

    private static string SumOfState(DealerStatement statement, string state)
    {
        // Titles and subtotals of up to three sections stand among the rows; they have no state and are not summed.
        var last = Heading + Math.Max(1, statement.Differences.Count + 6);
        string Range(char column) => $"'{StatementWords.DifferencesSheet}'!${column}${Heading + 1}:${column}${last}";
        return StatementSheets.Rounded(statement, $"SUMIFS({Range('F')},{Range('G')},\"{state}\")");
    }
}
