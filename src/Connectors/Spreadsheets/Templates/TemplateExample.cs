using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Writing;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Spreadsheets.Templates;

/// <summary>A sheet that shows two rows as they should be filled in (示例). It is not read.</summary>
internal static class TemplateExample
{
    private const int HeadingRow = 4;
    private const int Rows = 2;

    public static void Write(IXLWorksheet sheet, TemplateRequest request, IReadOnlyList<TemplateColumn> columns)
    {
        var chinese = request.Language == ReplyLanguage.Chinese;
        Look.Title(sheet, chinese ? "示例" : "Example", columns.Count);
        sheet.Cell(2, 1).Text(
            chinese ? "本页只供参考，不会被读取；请填写第一页。" : "This sheet is not read: it shows how to fill in the first one.");
        Look.Headings(sheet, HeadingRow, [.. columns.Select(column => column.Marked)]);
        for (var row = 0; row < Rows; row++)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                Put(sheet.Cell(HeadingRow + 1 + row, i + 1), request, columns[i], row);
            }
        }

        Look.Body(sheet.Range(HeadingRow + 1, 1, HeadingRow + Rows, columns.Count));
        Look.Widths(sheet, [.. columns.Select(TemplateInput.WidthOf)]);
        Look.Page(sheet, HeadingRow, landscape: true);
        sheet.Protect();
    }

    /// <summary>A day as the example writes it.</summary>
    public static DateOnly DayOf(TemplateRequest request) =>
        (request.Period ?? Period.Of(request.IssuedOn)).Start.AddDays(4);

    private static void Put(IXLCell cell, TemplateRequest request, TemplateColumn column, int row)
    {
        switch (column.Type)
        {
            case FieldType.Date:
                cell.Date(DayOf(request).AddDays(row));
                break;
            case FieldType.Instant:
                cell.Text($"{DayOf(request).AddDays(row):yyyy-MM-dd} 14:3{row}:05");
                break;
            case FieldType.TraceCode:
                cell.Text($"(01)06901234000016(21)A000{71 + row}");
                break;
            case FieldType.Decimal:
                // Of a two-column amount the first row fills one half and the second row the other.
                if (column.Half == 0 || column.Half == (row == 0 ? 1 : -1))
                {
                    cell.Number(120m + row, TemplateInput.FormatOf(column));
                }

                break;
            default:
                cell.Text(Text(request, column, row));
                break;
        }
    }

    private static string Text(TemplateRequest request, TemplateColumn column, int row)
    {
        var product = request.Products.Count > 0 ? request.Products[row % request.Products.Count] : null;
        var choices = TemplateWords.Choices(column.Definition.Map, request.Language);
        return column.IsProductName ? product?.Name ?? ""
            : choices.Count > 0 ? choices[row % choices.Count]
            : column.Definition.Product ? product?.Code ?? "00012345"
            : column.Field == "unit" ? product?.Unit ?? ""
            : column.IsRequired || column.Field is "reference" or "document_number" ? $"000{71 + row}"
            : "";
    }
}
