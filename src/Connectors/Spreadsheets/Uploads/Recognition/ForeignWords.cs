namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>
/// Words that make a heading mean something else than the word behind them (限定词): 上月库存 is not 库存, 生产日期 is not
/// the day of a stock list. Whatever else speaks for such a column, a person is asked.
/// </summary>
internal static class ForeignWords
{
    public const decimal Ceiling = 0.7m;

    private static readonly string[] Words =
    [
        "上月", "上期", "上年", "去年", "同期", "期初", "累计", "预计", "计划", "预测", "生产", "有效", "到期", "过期", "失效",
        "税", "折扣", "赠", "退", "差异", "最低", "最高", "安全", "成本", "打印",
        "last", "previous", "opening", "cumulative", "planned", "forecast", "expiry", "expiration", "production",
        "tax", "discount", "free", "return", "minimum", "maximum", "safety", "cost", "print",
    ];

    /// <summary>A heading that holds such a word, where the definition's own word does not.</summary>
    public static bool Qualify(HeadedColumn column, ColumnDefinition rules) =>
        Words.FirstOrDefault(w => column.Names.Any(n => n.Contains(w, StringComparison.Ordinal))) is { } word
        && !rules.Synonyms.Concat(rules.Raises).Concat(rules.Lowers)
            .Any(s => HeadingText.Key(s).Contains(word, StringComparison.Ordinal));
}
