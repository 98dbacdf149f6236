using DealerIntegration.Connectors.Spreadsheets.Templates;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>What can be wrong with a cell or row (单元格问题).</summary>
internal static class CellFindings
{
    public static Finding Missing(string heading) => new(
        "missing-value",
        new($"“{heading}”没有填写。", $"'{heading}' is empty."),
        new("请填写。", "Fill it in."));

    public static Finding Defect(string code) => code switch
    {
        "number-too-long" => new(
            code,
            new("数字超过 15 位，Excel 已丢失末位数字。",
                "The number has more than 15 digits; Excel has already lost the last ones."),
            new("请把单元格设为文本格式后重新录入。", "Format the cell as text and type the number again.")),
        "formula-without-result" => new(
            code,
            new("公式没有保存计算结果。", "The formula carries no stored result."),
            new("请用 Excel 打开保存一次，或粘贴为数值。", "Open and save it in Excel once, or paste it as a value.")),
        _ => new(
            code,
            new("单元格是错误值。", "The cell holds an error value."),
            new("请更正公式或填入数值。", "Correct the formula or enter the value.")),
    };

    public static Finding NotANumber() => new(
        "not-a-number",
        new("不是数字，或可能有两种读法。", "This is not a number, or may be read in two ways."),
        new("请只填数字，小数点用“.”，例如 1234.50。", "Enter digits only, with '.' before the decimals, for example 1234.50."));

    public static Finding NotADate() => new(
        "not-a-date",
        new("不是日期，或可能有两种读法。", "This is not a date, or may be read in two ways."),
        new("请写成 年-月-日，例如 2026-10-05。", "Write year-month-day, for example 2026-10-05."));

    public static Finding TooManyDecimals(int scale) => new(
        "too-many-decimals",
        new($"小数超过 {scale} 位；我们不替您四舍五入。", $"There are more than {scale} decimals; we do not round for you."),
        new($"请四舍五入到 {scale} 位小数。", $"Round it to {scale} decimals."));

    public static Finding TooSmall(decimal minimum) => new(
        "below-minimum",
        new($"不能小于 {minimum}。", $"It must not be below {minimum}."),
        new("请更正数值。", "Correct the value."));

    public static Finding NotAboveZero() => new(
        "not-above-zero",
        new("必须大于 0。", "It must be above 0."),
        new("请更正数值，或删除该行。", "Correct the value, or delete the row."));

    public static Finding UnknownProduct() => new(
        "unknown-product",
        new("商品编码不在厂家商品目录中。", "The product code is not in the principal's catalogue."),
        new("请核对商品编码；新品请先联系厂家建档。", "Check the code; for a new product ask the principal to add it first."));

    /// <param name="map">The dealers' words; of each meaning one is told, in the language of who reads it.</param>
    public static Finding NotListed(IReadOnlyDictionary<string, string> map) => new(
        "value-not-listed",
        new($"只能填：{string.Join("、", TemplateWords.Choices(map, ReplyLanguage.Chinese))}。",
            $"Allowed are: {string.Join(", ", TemplateWords.Choices(map, ReplyLanguage.English))}."),
        new("请改为其中之一。", "Use one of them."));

    public static Finding OutsidePeriod(string period) => new(
        "outside-period",
        new($"日期不在 {period} 内。", $"The date is not within {period}."),
        new("请删除该行，或更正日期。", "Delete the row, or correct the date."));

    public static Finding InTheFuture(DateOnly date, DateOnly received) => new(
        "in-the-future",
        new($"日期 {date:yyyy-MM-dd} 晚于文件收到日 {received:yyyy-MM-dd}。",
            $"{date:yyyy-MM-dd} is after the day on which the file was received, {received:yyyy-MM-dd}."),
        new("请更正日期（常见为年份写错）；尚未发生的业务请删除该行。",
            "Correct the date (often it is the year); delete the row if it has not happened yet."));

    public static Finding BothAmounts() => new(
        "both-amounts",
        new("同一行的增加和减少金额都填了。", "Both halves of the amount are filled in on one row."),
        new("请拆成两行。", "Make two rows of it."));

    public static Finding Conflict(string first, int row) => new(
        "conflicting-value",
        new($"与同一单号第 {row} 行的“{first}”不一致。", $"This differs from '{first}' in row {row} of the same document."),
        new("请统一，或使用不同的单号。", "Make them equal, or give the documents different numbers."));

    public static Finding Duplicate(int row) => new(
        "duplicate-row",
        new($"与第 {row} 行重复，无法判断以哪行为准。", $"This repeats row {row}; it is not clear which one counts."),
        new("请只保留一行。", "Keep one of them."));

    public static Finding DocumentRefused(string number) => new(
        "document-refused",
        new($"{number} 有其他行存在问题，整单未接收。", $"Another row of {number} has a problem; the whole document was not taken."),
        new("请更正标记的行后重新提交整单。", "Correct the marked row and send the whole document again."));

    /// <param name="named">Code of the one dealer that has this name; null: none, or several.</param>
    public static Finding UnknownDealer(string? named = null) => new(
        "unknown-dealer",
        named is null
            ? new("没有这个编码的经销商。", "No dealer has this code.")
            : new($"这是经销商 {named} 的名称，不是编码。", $"This is the name of dealer {named}, not its code."),
        new("请填经销商编码（不是名称）；对方不是经销商时请留空。",
            "Write the dealer's code, not its name; leave the cell empty where the other side is no dealer."));

    public static Finding Repeated(int row) => new(
        "repeated-row",
        new($"与第 {row} 行完全相同（含单号）。", $"This row says exactly the same as row {row}, number included."),
        new("如果是重复录入，请删除其中一行；确属两笔则无需处理。",
            "Delete one of them if it was entered twice; leave both if they are two."));
}
