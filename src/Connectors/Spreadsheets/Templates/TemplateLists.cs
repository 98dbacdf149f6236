using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Templates;

/// <summary>The sheet that choices are picked from (清单): products with names and units, and closed lists.</summary>
internal sealed class TemplateLists
{
    private const int FirstRow = 2;
    private const int UnitColumn = 4;

    private readonly IXLWorksheet _sheet;
    private readonly TemplateRequest _request;
    private readonly Dictionary<string, string> _choices = [];
    private int _next = UnitColumn;

    public TemplateLists(IXLWorksheet sheet, TemplateRequest request, IReadOnlyList<TemplateColumn> columns)
    {
        _sheet = sheet;
        _request = request;
        Products();
        var units = request.Products.Select(p => p.Unit).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        foreach (var column in columns)
        {
            var words = column.Definition.Map.Count > 0
                ? TemplateWords.Choices(column.Definition.Map, request.Language)
                : column.Field == "unit" ? units : [];
            if (words.Count > 0)
            {
                _choices[column.Field] = Add(column.Heading, words);
            }
        }

        Look.Widths(sheet, 20, 36, 10);
        Look.Page(sheet, 1, landscape: false);
        sheet.Protect().AllowElement(XLSheetProtectionElements.AutoFilter);
    }

    /// <summary>Address of the product codes; null where no product is offered.</summary>
    public string? Codes => _request.Products.Count == 0 ? null : Address(1, _request.Products.Count);

    /// <summary>Address of codes and names side by side.</summary>
    public string Names =>
        $"'{TemplateSheets.Lists}'!$A${FirstRow}:$B${FirstRow + int.Max(_request.Products.Count, 1) - 1}";

    /// <summary>Address of what a column may say; null where it is free.</summary>
    public string? ChoicesOf(string field) => _choices.GetValueOrDefault(field);

    private void Products()
    {
        var words = _request.Language == ReplyLanguage.Chinese
            ? new[] { "商品编码", "商品名称", "单位" } : ["Product code", "Product name", "Unit"];
        Look.Headings(_sheet, 1, words);
        for (var i = 0; i < _request.Products.Count; i++)
        {
            var product = _request.Products[i];
            _sheet.Cell(FirstRow + i, 1).Text(product.Code);
            _sheet.Cell(FirstRow + i, 2).Text(product.Name);
            _sheet.Cell(FirstRow + i, 3).Text(product.Unit);
        }
    }

    private string Add(string heading, IReadOnlyList<string> words)
    {
        var column = _next++;
        var head = _sheet.Cell(1, column).Text(heading);
        head.Style.Font.SetBold().Font.SetFontColor(XLColor.White).Fill.SetBackgroundColor(Look.HeaderFill);
        _sheet.Column(column).Width = 16;
        for (var i = 0; i < words.Count; i++)
        {
            _sheet.Cell(FirstRow + i, column).Text(words[i]);
        }

        return Address(column, words.Count);
    }

    private static string Address(int column, int rows)
    {
        var letters = CellAddress.Letters(column);
        return $"'{TemplateSheets.Lists}'!${letters}${FirstRow}:${letters}${FirstRow + rows - 1}";
    }
}
