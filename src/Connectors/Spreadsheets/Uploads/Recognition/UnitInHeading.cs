namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>The unit that stands in brackets behind a heading (标题中的单位): 数量(箱), 金额(万元).</summary>
internal static class UnitInHeading
{
    private static readonly string[] Scales =
        ["万元", "千元", "百万元", "百万", "亿元", "万", "千", "k", "thousand", "thousands", "million", "millions", "mio"];

    private static readonly string[] Money = ["元", "¥", "rmb", "cny", "含税", "不含税"];

    private static readonly string[] Goods =
    [
        "箱", "件", "瓶", "个", "盒", "包", "袋", "支", "桶", "罐", "听", "提", "条", "套", "台", "只", "片", "双", "把", "张", "卷",
        "kg", "g", "t", "l", "ml", "千克", "公斤", "克", "吨", "升", "毫升", "米", "m",
        "pcs", "pc", "ea", "box", "boxes", "case", "cases", "carton", "cartons", "ctn", "bottle", "bottles",
    ];

    /// <summary>The unit of the quantities, where no column gives it and all headings that name one agree.</summary>
    public static string? Of(TableLayout table)
    {
        if (table.Of("unit").Any() || !table.Definition.Columns.ContainsKey("unit"))
        {
            return null;
        }

        var units = table.Columns.Where(c => c.Definition.Total)
            .Select(c => HeadingText.InBrackets(c.Heading)).OfType<string>()
            .Where(u => Goods.Contains(u.ToLowerInvariant())).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return units.Count == 1 ? units[0] : null;
    }

    /// <summary>A word that multiplies the values: 万元 in 金额(万元). Null: none.</summary>
    public static string? Scale(string heading) =>
        HeadingText.InBrackets(heading) is { } unit && !Money.Contains(unit.ToLowerInvariant())
        && Scales.Contains(unit.ToLowerInvariant().Replace("单位:", "", StringComparison.Ordinal)) ? unit : null;
}
