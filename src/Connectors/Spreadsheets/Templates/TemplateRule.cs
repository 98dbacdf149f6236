using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Templates;

/// <summary>Says what a column may hold (填写要求), from the definition that it is later checked by.</summary>
internal static class TemplateRule
{
    public static string Of(TemplateColumn column, TemplateRequest request)
    {
        var chinese = request.Language == ReplyLanguage.Chinese;
        var parts = new List<string>
        {
            column.IsRequired ? (chinese ? "必填" : "Required")
                : column.Half != 0 ? (chinese ? "每行只填增加、减少两列之一" : "Each row fills one of the two amount columns")
                : chinese ? "可不填" : "May stay empty",
            Kind(column, request),
        };
        var separator = chinese ? "；" : "; ";
        return string.Join(separator, parts.Where(part => part.Length > 0)) + (chinese ? "。" : ".");
    }

    private static string Kind(TemplateColumn column, TemplateRequest request) => column.Type switch
    {
        FieldType.Date or FieldType.Instant => Date(column, request),
        FieldType.TraceCode => request.Language == ReplyLanguage.Chinese
            ? "单件、箱或垛的追溯码，由扫码枪扫入；整列为文本，长编码才不会丢失末位"
            : "the trace code of a piece, carton or pallet as scanned; the column is text, so that no digit is lost",
        FieldType.Decimal => Number(column, request.Language == ReplyLanguage.Chinese),
        _ => Text(column, request),
    };

    private static string Date(TemplateColumn column, TemplateRequest request)
    {
        var chinese = request.Language == ReplyLanguage.Chinese;
        var example = TemplateExample.DayOf(request);
        var form = column.Type == FieldType.Instant
            ? (chinese ? $"日期和时间，例如 {example:yyyy-MM-dd} 14:30:05（只有日期时按当日结束计）"
                : $"date and time, for example {example:yyyy-MM-dd} 14:30:05 (a date alone counts as its end)")
            : chinese ? $"日期，例如 {example:yyyy-MM-dd}" : $"a date, for example {example:yyyy-MM-dd}";
        return !column.Definition.WithinPeriod ? form
            : request.Period is { } period
                ? form + (chinese ? $"，须在 {period} 内" : $", within {period}")
                : form + (chinese ? "，须在所报期间内" : ", within the period that is reported");
    }

    private static string Number(TemplateColumn column, bool chinese)
    {
        var definition = column.Definition;
        var range = definition.AboveZero ? (chinese ? "，大于 0" : " above 0")
            : definition.Minimum is { } minimum ? (chinese ? $"，不小于 {minimum}" : $" of at least {minimum}")
            : "";
        var scale = definition.MaxScale is { } places
            ? (chinese ? $"，最多 {places} 位小数" : $", at most {places} decimals") : "";
        return (chinese ? "数字" : "a number") + range + scale;
    }

    private static string Text(TemplateColumn column, TemplateRequest request)
    {
        var chinese = request.Language == ReplyLanguage.Chinese;
        if (column.Definition.Map.Count > 0)
        {
            var words = TemplateWords.Choices(column.Definition.Map, request.Language);
            return chinese ? $"只能填：{string.Join("、", words)}" : $"one of: {string.Join(", ", words)}";
        }

        return column.IsProductName
            ? (chinese ? "由编码自动带出，不读取" : "filled in from the code and not read")
            : column.Definition.Product
                ? (chinese ? "商品编码，可从清单选择；前导零和长编码按原样保留"
                    : "a product code, from the list; leading zeros and long codes are kept as written")
            : column.Definition.FreeText ? (chinese ? "文字" : "words")
            : column.Field == "unit" ? (chinese ? "计量单位，可从清单选择" : "the unit, from the list")
            : column.Definition.Dealer ? (chinese ? "对方的经销商编码，不是名称" : "the other dealer's code, not its name")
            : chinese ? "文本，前导零和长编码按原样保留" : "text; leading zeros and long codes are kept as written";
    }
}
