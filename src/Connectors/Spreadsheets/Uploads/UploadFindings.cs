namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>What can be wrong with a file or table as a whole (文件级问题).</summary>
internal static class UploadFindings
{
    private static readonly Bilingual UseTemplate = new(
        "请按模板的列名提交。", "Use the headings of the template.");

    public static Finding NoTable() => new(
        "no-table",
        new("没有找到可识别的表头。", "No row was found that heads a known table."),
        UseTemplate);

    public static Finding MissingColumns(UploadDefinition nearest, IEnumerable<string> missing) => new(
        "missing-column",
        new($"看起来是{nearest.Title.Chinese}，但缺少列：{string.Join("、", missing)}。",
            $"This looks like {nearest.Title.English}, but columns are missing: {string.Join(", ", missing)}."),
        new("请补上缺少的列，或改为模板中的列名。", "Add the missing columns, or name them as in the template."));

    public static Finding Ambiguous(IEnumerable<UploadDefinition> kinds) => new(
        "ambiguous-table",
        new($"无法判断文件是哪一种：{string.Join("、", kinds.Select(k => k.Title.Chinese))}。",
            $"The file may be one of several kinds: {string.Join(", ", kinds.Select(k => k.Title.English))}."),
        UseTemplate);

    public static Finding SeveralTables(IEnumerable<string> sheets) => new(
        "several-tables",
        new($"多个工作表都是往来账：{string.Join("、", sheets)}，无法判断以哪个为准。",
            $"Several sheets hold such a table: {string.Join(", ", sheets)}; it is not clear which one counts."),
        new("请只保留一个工作表。", "Keep one of the sheets."));

    public static Finding TwoColumns(IEnumerable<string> headings) => new(
        "two-columns",
        new($"多列含义相同：{string.Join("、", headings)}。",
            $"Several columns mean the same: {string.Join(", ", headings)}."),
        new("请只保留其中一列。", "Keep one of them."));

    public static Finding OnSeveralSheets(string key) => new(
        "on-several-sheets",
        new($"{key} 在多个工作表中出现，无法判断以哪个为准。", $"{key} stands on several sheets; it is not clear which one counts."),
        new("请只保留一处。", "Keep it on one sheet."));

    public static Finding NoRows() => new(
        "no-rows",
        new("表头下面没有数据。", "There is no row of data below the headings."),
        new("请填写数据后提交。", "Fill in the rows and send the file again."));

    public static Finding MissingLabel(LabelDefinition label) => new(
        "missing-label",
        new($"表头信息缺少“{label.Synonyms[0]}”。", $"'{label.Synonyms[0]}' is not given beside the table."),
        new($"请在表格上方写明“{label.Synonyms[0]}”，数值填在右侧单元格。",
            $"Write '{label.Synonyms[0]}' above the table, with its value in the cell to the right."));

    public static Finding LabelConflict(string label, string first) => new(
        "label-conflict",
        new($"“{label}”出现两次且不一致，另一处为“{first}”。",
            $"'{label}' is given twice with different values; the other one is '{first}'."),
        new("请只保留一处。", "Keep one of them."));

    public static Finding MissingPeriod() => new(
        "missing-period",
        new("没有写明期间，也无法从日期推断。", "The period is not given and the dates do not tell it."),
        new("请在表格上方写明期间，例如“期间 2026-10”。", "Write the period above the table, for example 'Period 2026-10'."));

    public static Finding NotAPeriod() => new(
        "not-a-period",
        new("期间无法识别。", "This is not a month."),
        new("请写成年月，例如 2026-10。", "Write year and month, for example 2026-10."));

    public static Finding UnknownCurrency(string stated) => new(
        "unknown-currency",
        new($"没有“{stated}”这种货币。", $"There is no currency '{stated}'."),
        new("请写 ISO 4217 的三位字母代码，例如 CNY、USD、HKD。",
            "Write the three letters of ISO 4217, for example CNY, USD or HKD."));

    public static Finding OtherDealer(string stated, string folder, bool known) => new(
        "other-dealer",
        new($"文件写的是经销商 {stated}{(known ? "" : "（未知编码）")}，却放在 {folder} 的目录里。",
            $"The file names dealer {stated}{(known ? "" : " (not a known code)")}, but came from dealer {folder}."),
        new("请放到对应经销商的目录，或更正经销商编码。", "Send it from the right dealer's folder, or correct the dealer code."));

    public static Finding OtherPeriod(string stated, string open) => new(
        "other-period",
        new($"文件的期间是 {stated}，当前开放的期间是 {open}。", $"The file is for {stated}; the open period is {open}."),
        new($"请提交 {open} 的文件。", $"Send the file for {open}."));

    public static Finding TotalDiffers(decimal stated, decimal computed, string hiddenZh, string hiddenEn) => new(
        "total-differs",
        new($"合计行为 {stated:N2}，明细相加为 {computed:N2}，相差 {stated - computed:N2}{hiddenZh}。",
            $"The total says {stated:N2}; the rows add up to {computed:N2}, "
            + $"a difference of {stated - computed:N2}{hiddenEn}."),
        new("请检查是否漏行、多行，或合计公式的范围。", "Look for a missing or extra row, or the range of the total's formula."));

    public static Finding DoesNotRoll(decimal opening, decimal entries, decimal closing) => new(
        "balance-does-not-roll",
        new($"期初 {opening:N2} + 本期发生 {entries:N2} = {opening + entries:N2}，与期末 {closing:N2} 不符。",
            $"Opening {opening:N2} + entries {entries:N2} = {opening + entries:N2}, "
            + $"not the closing balance {closing:N2}."),
        new("请核对期初、期末余额和金额的正负号（付款、退货为负）。",
            "Check both balances and the signs: payments and returns are negative."));

    public static Finding TooManyProblems(long count, int limit) => new(
        "too-many-problems",
        new($"共 {count:N0} 个问题，超过上限 {limit:N0}：整个文件未接收，只列出前 {limit:N0} 个。",
            $"There are {count:N0} problems; with more than {limit:N0} the file is refused as a whole. "
            + $"The first {limit:N0} are listed."),
        new("请先检查是否发错文件、列是否错位；更正后重新提交整个文件。",
            "See first whether this is the right file and its columns are where they belong; then send it again."));

    public static Finding MixedDocuments(string heading, int limit) => new(
        "mixed-documents",
        new($"未结束的单据合计超过 {limit:N0} 行：各“{heading}”的行混在一起。",
            $"More than {limit:N0} rows belong to documents that go on below: the rows of '{heading}' are mixed."),
        new($"请按“{heading}”排序后重新提交。", $"Sort the rows by '{heading}' and send the file again."));

    public static Finding WholeFileOfOtherMonth(int rows, string month, string open) => new(
        "other-month",
        new($"全部 {rows} 行的日期都在 {month}，当前开放的期间是 {open}。",
            $"All {rows} rows are dated in {month}; the open period is {open}."),
        new($"这像是 {month} 的文件：请提交 {open} 的文件；如只是年月写错，请更正整列日期。",
            $"This looks like the file for {month}. Send the one for {open}, or correct the month in every row."));
}
