using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Writing;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Templates;

/// <summary>
/// The sheet that the dealer fills in (填报页). Down to the headings it is locked but for what the dealer has to say;
/// below them everything is free, so that rows can be pasted, sorted and deleted.
/// </summary>
internal sealed class TemplateInput(
    IXLWorksheet sheet, TemplateRequest request, IReadOnlyList<TemplateColumn> columns, TemplateLists lists)
{
    private const string PeriodField = "period";
    private const int FirstLabelRow = 3;

    // So many rows get the product's name beside its code; the rows below can be filled in as well.
    private const int NamedRows = 500;

    // One page. The formulas that wait for a product's code would print as blank pages.
    private const int PrintedRows = 25;

    private readonly TemplateValidation _validation = new(request, lists);

    public void Write()
    {
        sheet.Style.Protection.SetLocked(false);
        for (var i = 0; i < columns.Count; i++)
        {
            sheet.Column(i + 1).Style.NumberFormat.SetFormat(FormatOf(columns[i]));
        }

        var labels = request.Definition.Labels.Where(l => !request.Definition.Columns.ContainsKey(l.Key)).ToList();
        var headingRow = FirstLabelRow + labels.Count + 1;
        sheet.Rows(1, headingRow).Style.Protection.SetLocked(true);
        Title();
        for (var i = 0; i < labels.Count; i++)
        {
            Label(FirstLabelRow + i, labels[i].Key, labels[i].Value);
        }

        Headings(headingRow);
        Names(headingRow);
        Look.Widths(sheet, [.. columns.Select((column, i) => double.Max(i == 0 ? 18 : 0, WidthOf(column)))]);
        Look.Page(sheet, headingRow, landscape: true);
        sheet.PageSetup.PrintAreas.Add(1, 1, headingRow + PrintedRows, columns.Count);
        sheet.ShowGridLines = true;
        sheet.Protect()
            .AllowElement(XLSheetProtectionElements.FormatEverything)
            .AllowElement(XLSheetProtectionElements.InsertRows | XLSheetProtectionElements.DeleteRows)
            .AllowElement(XLSheetProtectionElements.Sort | XLSheetProtectionElements.AutoFilter);
    }

    /// <summary>Codes are text, so that Excel neither drops their zeros nor rounds their last digits.</summary>
    public static string FormatOf(TemplateColumn column) => column.Type switch
    {
        FieldType.Date => "yyyy-mm-dd",
        FieldType.Decimal => column.Definition.MaxScale is { } scale ? Look.MoneyOf(scale) : "General",
        _ => column.IsProductName ? "General" : "@",
    };

    public static double WidthOf(TemplateColumn column) => column.Type switch
    {
        FieldType.Date or FieldType.Decimal => 14,
        FieldType.TraceCode => 36,
        FieldType.Instant => 22,
        _ when column.IsProductName || column.Definition.FreeText => 30,
        _ when column.Field == "unit" => 10,
        _ => 18,
    };

    private void Title()
    {
        var chinese = request.Language == ReplyLanguage.Chinese;
        var title = TemplateWords.Capital(request.Definition.Title.In(request.Language));
        Look.Title(sheet, $"{title}  {request.DealerName}", columns.Count);
        sheet.Cell(2, 1).Text(chinese
            ? "灰色单元格已锁定，请填写其余部分；带 * 的列必填。说明和示例见后面的工作表。"
            : "Grey cells are locked, fill in the others; columns with * are required. See the sheets behind this one.")
            .Style.Font.SetFontColor(XLColor.FromArgb(0x5A, 0x67, 0x78));
    }

    private void Label(int row, string field, LabelDefinition label)
    {
        var name = TemplateWords.First(label.Synonyms, request.Language) + (label.Required ? "*" : "");
        Grey(sheet.Cell(row, 1).Text(name)).Font.SetBold();
        var cell = sheet.Cell(row, 2);
        cell.Style.Protection.SetLocked(false);
        Frame(cell.Style);
        if (field == request.Definition.DealerField)
        {
            Grey(cell.Text(request.DealerCode));
        }
        else if (field == PeriodField && request.Period is { } period)
        {
            Grey(cell.Text(period.ToString()));
        }
        else if (Datasets.Find(request.Definition.Dataset)!.Fields.Any(
            f => f.Name == field && f.Type == FieldType.Decimal))
        {
            cell.Style.NumberFormat.SetFormat(Look.Money);
            _validation.ApplyNumber(cell);
        }
        else
        {
            cell.Text(label.Default);
        }
    }

    private void Headings(int headingRow)
    {
        Look.Headings(sheet, headingRow, [.. columns.Select(column => column.Marked)]);
        sheet.Row(headingRow).Height = 22;
        for (var i = 0; i < columns.Count; i++)
        {
            _validation.Apply(
                sheet.Range(headingRow + 1, i + 1, XLHelper.MaxRowNumber, i + 1), columns[i]);
        }
    }

    private void Names(int headingRow)
    {
        var name = columns.ToList().FindIndex(column => column.IsProductName);
        if (name < 0 || request.Products.Count == 0)
        {
            return;
        }

        // The code stands just before its name.
        var code = CellAddress.Letters(name);
        for (var row = headingRow + 1; row <= headingRow + NamedRows; row++)
        {
            sheet.Cell(row, name + 1).Formula(
                $"IF({code}{row}=\"\",\"\",IFERROR(VLOOKUP({code}{row},{lists.Names},2,FALSE),\"\"))", "General")
                .Style.Font.SetFontColor(XLColor.FromArgb(0x5A, 0x67, 0x78));
        }
    }

    private static IXLStyle Grey(IXLCell cell)
    {
        cell.Style.Protection.SetLocked(true).Fill.SetBackgroundColor(Look.BandFill);
        Frame(cell.Style);
        return cell.Style;
    }

    private static void Frame(IXLStyle style) =>
        style.Border.SetOutsideBorder(XLBorderStyleValues.Thin).Border.SetOutsideBorderColor(Look.Line);
}
