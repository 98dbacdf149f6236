using ClosedXML.Excel;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Templates;

/// <summary>
/// What Excel itself checks while a cell is filled in (数据有效性), in the words of the hub's own check. It only helps: who
/// pastes over it is told by the reply.
/// </summary>
internal sealed class TemplateValidation(TemplateRequest request, TemplateLists lists)
{
    // What a message of Excel's may hold.
    private const int LongestMessage = 250;

    private static readonly DateTime FirstDay = new(2000, 1, 1);
    private static readonly DateTime LastDay = new(2099, 12, 31);

    public void Apply(IXLRange cells, TemplateColumn column)
    {
        if (column.IsProductName)
        {
            return;
        }

        var rule = cells.SetDataValidation();
        rule.IgnoreBlanks = true;
        if (column.Definition.Product && lists.Codes is { } codes)
        {
            // A product that is new to this dealer is no mistake; one that nobody knows is found by the hub.
            Offer(
                rule, codes, XLErrorStyle.Warning,
                new("不在贵方商品清单中，确定吗？", "This is not in your list of products. Is it right?"));
        }
        else if (lists.ChoicesOf(column.Field) is { } choices)
        {
            var closed = column.Definition.Map.Count > 0;
            Offer(
                rule, choices, closed ? XLErrorStyle.Stop : XLErrorStyle.Warning,
                new("请从列表中选择。", "Choose one from the list."));
        }
        else if (column.Type == FieldType.Date)
        {
            Days(rule, column);
        }
        else if (column.Type == FieldType.Decimal)
        {
            Numbers(rule, column);
        }

        Tell(rule, column);
    }

    /// <summary>A number beside the table.</summary>
    public void ApplyNumber(IXLCell cell)
    {
        var rule = cell.SetDataValidation();
        rule.Decimal.Between(-1e15, 1e15);
        Complain(rule, XLErrorStyle.Stop, "只能填数字。", "Only a number.");
    }

    private void Offer(IXLDataValidation rule, string list, XLErrorStyle style, Bilingual complaint)
    {
        rule.List(list, inCellDropdown: true);
        Complain(rule, style, complaint.Chinese, complaint.English);
    }

    private void Days(IXLDataValidation rule, TemplateColumn column)
    {
        var (first, last) = column.Definition.WithinPeriod && request.Period is { } period
            ? (period.Start.ToDateTime(TimeOnly.MinValue), period.End.ToDateTime(TimeOnly.MinValue))
            : (FirstDay, LastDay);
        rule.Date.Between(first, last);
        Complain(
            rule, XLErrorStyle.Stop, $"请填 {first:yyyy-MM-dd} 至 {last:yyyy-MM-dd} 之间的日期。",
            $"A date from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}.");
    }

    private void Numbers(IXLDataValidation rule, TemplateColumn column)
    {
        if (column.Definition.AboveZero)
        {
            rule.Decimal.GreaterThan(0);
            Complain(rule, XLErrorStyle.Stop, "必须是大于 0 的数字。", "A number above 0.");
        }
        else if (column.Definition.Minimum is { } minimum)
        {
            rule.Decimal.EqualOrGreaterThan((double)minimum);
            Complain(rule, XLErrorStyle.Stop, $"必须是不小于 {minimum} 的数字。", $"A number of at least {minimum}.");
        }
        else
        {
            rule.Decimal.Between(-1e15, 1e15);
            Complain(rule, XLErrorStyle.Stop, "只能填数字。", "Only a number.");
        }
    }

    private void Complain(IXLDataValidation rule, XLErrorStyle style, string chinese, string english)
    {
        rule.ErrorStyle = style;
        rule.ErrorMessage = new Bilingual(chinese, english).In(request.Language);
        rule.ShowErrorMessage = true;
    }

    private void Tell(IXLDataValidation rule, TemplateColumn column)
    {
        var text = TemplateRule.Of(column, request);
        rule.InputMessage = text.Length > LongestMessage ? text[..LongestMessage] : text;
        rule.ShowInputMessage = true;
    }
}
