namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>What has to be asked before a file is read (需要确认的问题).</summary>
internal static class RecognitionFindings
{
    public static Finding AskColumn(string heading, IReadOnlyList<FieldGuess> candidates) => new(
        "ask-column",
        new($"不能确定哪一列是“{heading}”，可能是：{string.Join("；", candidates.Select(Chinese))}。",
            $"It is not sure which column is '{heading}'. It may be: {string.Join("; ", candidates.Select(English))}."),
        new($"请把该列的标题改为“{heading}”后重新提交，或请厂家用 hub uploads map 登记一次。",
            $"Head the right column '{heading}' and send the file again, or have it settled once with "
            + "hub uploads map."));

    public static Finding ScaledUnit(string heading, string unit) => new(
        "ask-unit",
        new($"列“{heading}”的单位是“{unit}”，数值是否要放大无法判断。",
            $"Column '{heading}' is in '{unit}'; it is not clear by how much its values must be multiplied."),
        new("请换算成元（或基本单位），并把标题中的单位改掉后重新提交。",
            "Convert the values to whole units, change the unit in the heading and send the file again."));

    public static Finding AskDates(string heading, string example) => new(
        "ask-dates",
        new($"列“{heading}”的日期有两种读法：“{example}”可能是日/月/年，也可能是月/日/年。",
            $"The dates of column '{heading}' can be read in two ways: '{example}' may be day/month or month/day."),
        new("请写成 年-月-日，例如 2026-10-05；或请厂家用 hub uploads map --set dates=day-first 登记一次。",
            "Write year-month-day, for example 2026-10-05; or have it settled with "
            + "hub uploads map --set dates=day-first."));

    public static Bilingual Taken(string sheet, FieldGuess guess, string wanted) => new(
        $"{sheet} {guess.Column.Letter} 列“{guess.Column.Text}”按“{wanted}”读取（{guess.Why.Chinese}，"
        + $"把握 {guess.Confidence * 100:0}%）。",
        $"{sheet} column {guess.Column.Letter} '{guess.Column.Text}' was read as '{wanted}' "
        + $"({guess.Why.English}; {guess.Confidence * 100:0}% sure).");

    public static Bilingual NotRead(string sheet) => new(
        $"工作表“{sheet}”中没有可识别的表格，未读取。", $"Sheet '{sheet}' holds no table of this kind and was not read.");

    private static string Chinese(FieldGuess g) => $"{g.Column.Letter} 列“{g.Column.Text}”（{g.Why.Chinese}）";

    private static string English(FieldGuess g) => $"column {g.Column.Letter} '{g.Column.Text}' ({g.Why.English})";
}
