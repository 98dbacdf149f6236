using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>
/// What the closing balance of a statement consists of (账龄): every document that is open at the period's end, and the
/// sum of each age band. Ages follow from the dates, bands from the ages, sums from the documents.
/// </summary>
internal sealed class AgeingSheet
{
    private const int Columns = 8;
    private const int FirstBand = 5;

    private readonly IXLWorksheet sheet;
    private readonly DealerStatement statement;
    private readonly ReplyLanguage language;
    private readonly int bandTotal;
    private readonly int heading;

    private AgeingSheet(IXLWorksheet sheet, DealerStatement statement, ReplyLanguage language)
    {
        (this.sheet, this.statement, this.language) = (sheet, statement, language);
        bandTotal = FirstBand + statement.Ageing.BandStarts.Count;
        heading = bandTotal + 3;
    }

    public static void Add(XLWorkbook workbook, DealerStatement statement, ReplyLanguage language) =>
        new AgeingSheet(workbook.AddWorksheet(StatementWords.AgeingSheet), statement, language).Write();

    private string Money => StatementSheets.Money(statement);

    private int First => heading + 1;

    private int Last => heading + Math.Max(1, statement.Ageing.Open.Count);

    private void Write()
    {
        Look.Title(sheet, "账龄  Ageing", Columns);
        Look.Widths(sheet, 14, 24, 18, 16, 16, 16, 10, 24);
        sheet.Cell(2, 1).Text("截至  As of").Style.Font.SetBold();
        sheet.Cell(2, 2).Date(statement.Ageing.Day).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left);
        sheet.Cell(3, 1).Text(language == ReplyLanguage.Chinese
            ? "回款、退货和贷项先核销其指明的单据，其余按先进先出核销。负数为尚未使用的回款或贷项。"
            : "Payments, returns and credit notes clear what they name, then the oldest. Negative: not used up yet.")
            .Style.Font.SetItalic();
        Bands();
        Documents();
        // The headings stand too low to be kept in sight; on paper they come again on every page.
        Look.Page(sheet, headingRow: 0, landscape: true);
        sheet.PageSetup.SetRowsToRepeatAtTop(heading, heading);
    }

    private void Bands()
    {
        Look.Headings(sheet, FirstBand - 1,
            ["自（天）\nFrom day", "账龄段\nAge band", "单据数\nDocuments", "未核销合计\nOpen in all"]);
        var starts = statement.Ageing.BandStarts;
        for (var i = 0; i < starts.Count; i++)
        {
            var row = FirstBand + i;
            var next = i + 1 < starts.Count ? $",{Range('G')},\"<\"&A{row + 1}" : "";
            var ages = $"{Range('G')},\">=\"&A{row}{next}";
            sheet.Cell(row, 1).Number(starts[i], Look.Count).Style.Alignment
                .SetHorizontal(XLAlignmentHorizontalValues.Center);
            sheet.Cell(row, 2).Text(NameOf(starts, i));
            sheet.Cell(row, 3).Formula($"COUNTIFS({ages})", Look.Count);
            sheet.Cell(row, 4).Formula(StatementSheets.Rounded(statement, $"SUMIFS({Range('F')},{ages})"), Money);
        }

        Look.Body(sheet.Range(FirstBand, 1, bandTotal - 1, 4));
        sheet.Cell(bandTotal, 1).Text("合计 Total");
        sheet.Cell(bandTotal, 3).Formula($"SUM(C{FirstBand}:C{bandTotal - 1})", Look.Count);
        sheet.Cell(bandTotal, 4).Formula(
            StatementSheets.Rounded(statement, $"SUM(D{FirstBand}:D{bandTotal - 1})"), Money);
        Look.TotalRow(sheet.Range(bandTotal, 1, bandTotal, 4));
        var closing = bandTotal + 1;
        sheet.Cell(closing, 1).Text("期末余额  Closing balance");
        sheet.Range(closing, 1, closing, 2).Merge();
        sheet.Cell(closing, 3).Formula(
            $"IF({StatementSheets.Rounded(statement, $"D{bandTotal}-D{closing}")}=0,\"一致 agrees\",\"不一致 differs\")",
            "General").Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        sheet.Cell(closing, 4).Formula(StatementWorkbook.ClosingCell, Money);
        Look.Body(sheet.Range(closing, 1, closing, 4));
    }

    private void Documents()
    {
        Look.Headings(sheet, heading,
            ["单据日期\nDated", "单据类型\nType", "未核销单据\nOpen document", "单据金额\nIts amount", "已核销\nCleared",
                "未核销\nOpen", "天数\nDays", "所属账龄段\nIn band"]);
        if (statement.Ageing.Open.Count == 0)
        {
            sheet.Cell(First, 1).Text("没有未核销单据。 Nothing is open.");
            return;
        }

        var row = First;
        var bands = $"$A${FirstBand}:$B${bandTotal - 1}";
        foreach (var document in statement.Ageing.Open)
        {
            sheet.Cell(row, 1).Date(document.Date);
            sheet.Cell(row, 2).Text(StatementWorkbook.KindWord(document.Kind));
            sheet.Cell(row, 3).Text(document.Number);
            sheet.Cell(row, 4).Number(document.Amount, Money);
            sheet.Cell(row, 5).Number(document.Cleared, Money);
            sheet.Cell(row, 6).Formula(StatementSheets.Rounded(statement, $"D{row}-E{row}"), Money);
            sheet.Cell(row, 7).Formula($"$B$2-A{row}", Look.Count).Style.Alignment
                .SetHorizontal(XLAlignmentHorizontalValues.Center);
            sheet.Cell(row, 8).Formula($"VLOOKUP(G{row},{bands},2,TRUE)", "General");
            row++;
        }

        Look.Body(sheet.Range(First, 1, Last, Columns));
        sheet.Range(heading, 1, Last, Columns).SetAutoFilter();
        sheet.Cell(row, 1).Text("合计 Total");
        foreach (var column in "DEF")
        {
            sheet.Cell($"{column}{row}").Formula(
                StatementSheets.Rounded(statement, $"SUM({column}{First}:{column}{Last})"), Money);
        }

        Look.TotalRow(sheet.Range(row, 1, row, Columns));
    }

    private string Range(char column) => $"${column}${First}:${column}${Last}";

    private static string NameOf(IReadOnlyList<int> starts, int band) =>
        band + 1 < starts.Count ? $"{starts[band]}–{starts[band + 1] - 1} 天 days"
        : starts[band] == 0 ? "全部 all"
        : $"{starts[band] - 1} 天以上 over {starts[band] - 1} days";
}
