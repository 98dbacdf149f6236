using ClosedXML.Excel;

namespace DealerIntegration.Connectors.Spreadsheets.Writing;

/// <summary>
/// The common look of our workbooks. Widths are set by hand: measuring text needs fonts a server lacks.
/// </summary>
internal static class Look
{
    public const string Money = "#,##0.00;[Red]-#,##0.00;0.00";
    public const string Quantity = "#,##0.######";
    public const string Count = "#,##0";

    public static readonly XLColor HeaderFill = XLColor.FromArgb(0x1F, 0x3A, 0x5F);
    public static readonly XLColor BandFill = XLColor.FromArgb(0xEE, 0xF2, 0xF7);
    public static readonly XLColor GoodFill = XLColor.FromArgb(0xDF, 0xF3, 0xE4);
    public static readonly XLColor WarnFill = XLColor.FromArgb(0xFF, 0xF3, 0xCD);
    public static readonly XLColor BadFill = XLColor.FromArgb(0xFD, 0xDE, 0xDE);
    public static readonly XLColor Line = XLColor.FromArgb(0xC5, 0xCE, 0xDA);

    /// <summary>Amounts of a currency with this many decimal places; negative ones in red.</summary>
    public static string MoneyOf(int scale)
    {
        var number = scale == 0 ? "#,##0" : "#,##0." + new string('0', scale);
        var zero = scale == 0 ? "0" : "0." + new string('0', scale);
        return $"{number};[Red]-{number};{zero}";
    }

    public static XLWorkbook NewWorkbook(string title)
    {
        var workbook = new XLWorkbook();
        workbook.Style.Font.FontName = "Microsoft YaHei";
        workbook.Style.Font.FontSize = 10;
        workbook.Properties.Title = title;
        workbook.Properties.Author = "";
        workbook.CalculateMode = XLCalculateMode.Auto;
        workbook.FullCalculationOnLoad = true;
        return workbook;
    }

    public static void Title(IXLWorksheet sheet, string text, int columns)
    {
        var cell = sheet.Cell(1, 1).Text(text);
        cell.Style.Font.SetBold().Font.SetFontSize(16).Font.SetFontColor(HeaderFill);
        sheet.Range(1, 1, 1, columns).Style.Border.SetBottomBorder(XLBorderStyleValues.Medium)
            .Border.SetBottomBorderColor(HeaderFill);
        sheet.Row(1).Height = 28;
    }

    /// <summary>A heading row; each heading is Chinese over English.</summary>
    public static void Headings(IXLWorksheet sheet, int row, IReadOnlyList<string> headings)
    {
        for (var i = 0; i < headings.Count; i++)
        {
            sheet.Cell(row, i + 1).Text(headings[i]);
        }

        var style = sheet.Range(row, 1, row, headings.Count).Style;
        style.Font.SetBold().Font.SetFontColor(XLColor.White).Fill.SetBackgroundColor(HeaderFill);
        style.Alignment.SetWrapText().Alignment.SetVertical(XLAlignmentVerticalValues.Center)
            .Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        sheet.Row(row).Height = headings.Any(h => h.Contains('\n')) ? 32 : 20;
    }

    public static void Body(IXLRange range)
    {
        range.Style.Border.SetInsideBorder(XLBorderStyleValues.Thin).Border.SetInsideBorderColor(Line);
        range.Style.Border.SetOutsideBorder(XLBorderStyleValues.Thin).Border.SetOutsideBorderColor(Line);
        range.Style.Alignment.SetVertical(XLAlignmentVerticalValues.Top);
    }

    public static void TotalRow(IXLRange range)
    {
        range.Style.Font.SetBold().Fill.SetBackgroundColor(BandFill);
        range.Style.Border.SetTopBorder(XLBorderStyleValues.Thin).Border.SetTopBorderColor(HeaderFill);
        range.Style.Border.SetBottomBorder(XLBorderStyleValues.Double).Border.SetBottomBorderColor(HeaderFill);
    }

    public static void Widths(IXLWorksheet sheet, params double[] widths)
    {
        for (var i = 0; i < widths.Length; i++)
        {
            sheet.Column(i + 1).Width = widths[i];
        }
    }

    /// <summary>
    /// Makes a row high enough for its wrapped texts, by counting: a Chinese character is two units of column width.
    /// </summary>
    public static void FitHeight(IXLWorksheet sheet, int row, int columns)
    {
        var lines = 1;
        for (var column = 1; column <= columns; column++)
        {
            var cell = sheet.Cell(row, column);
            if (cell.Style.Alignment.WrapText && cell.DataType == XLDataType.Text)
            {
                lines = Math.Max(lines, LinesOf(cell.GetString(), (int)sheet.Column(column).Width - 1));
            }
        }

        sheet.Row(row).Height = 16 * Math.Min(lines, 12);
    }

    /// <summary>The same for a text that goes over several merged columns of this width together.</summary>
    public static double HeightOf(string text, int width) => 16 * Math.Min(LinesOf(text, width - 1), 12);

    private static int LinesOf(string text, int width) => text.Split('\n')
        .Sum(line => 1 + (Math.Max(0, line.Sum(c => c > '\u2E80' ? 2 : 1) - 1) / Math.Max(1, width)));

    /// <summary>
    /// Prints on A4 in the width of one page; the rows down to <paramref name="headingRow"/> on every page.
    /// </summary>
    public static void Page(IXLWorksheet sheet, int headingRow, bool landscape)
    {
        sheet.ShowGridLines = false;
        sheet.PageSetup.PaperSize = XLPaperSize.A4Paper;
        sheet.PageSetup.PageOrientation = landscape ? XLPageOrientation.Landscape : XLPageOrientation.Portrait;
        sheet.PageSetup.PagesWide = 1;
        sheet.PageSetup.PagesTall = 0;
        sheet.PageSetup.Margins.SetLeft(0.4).SetRight(0.4).SetTop(0.5).SetBottom(0.6);
        sheet.PageSetup.Footer.Center.AddText(XLHFPredefinedText.PageNumber);
        sheet.PageSetup.Footer.Center.AddText(" / ");
        sheet.PageSetup.Footer.Center.AddText(XLHFPredefinedText.NumberOfPages);
        if (headingRow > 0)
        {
            sheet.PageSetup.SetRowsToRepeatAtTop(headingRow, headingRow);
            sheet.SheetView.FreezeRows(headingRow);
        }
    }

    /// <summary>
    /// The workbook as bytes. Formulas are stored with their results, so that previews and readers that do not compute
    /// show the figures too; Excel and LibreOffice compute them again on opening.
    /// </summary>
    public static byte[] Save(XLWorkbook workbook)
    {
        using var stream = new MemoryStream();
        workbook.SaveAs(stream, new SaveOptions { EvaluateFormulasBeforeSaving = true, ValidatePackage = false });
        return stream.ToArray();
    }
}
