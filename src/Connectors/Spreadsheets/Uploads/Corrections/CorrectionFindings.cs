namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;

/// <summary>What can be wrong with rows that were sent back alone (更正行问题).</summary>
internal static class CorrectionFindings
{
    public const string Disputed = "corrected-differently";

    private static readonly Bilingual LatestReply = new(
        "请在最近一次回复的“待更正”工作表中更正后发回；新增的行请随整个文件发送。",
        "Correct the rows on the sheet of the latest reply and send that; send new rows with the whole file.");

    public static Finding NoKey() => new(
        "row-key-missing",
        new("该行没有可识别的行标识，不知道它更正哪一行，未读取。",
            "This row has no row key that can be read: it is not clear which row it corrects, and it was not read."),
        LatestReply);

    public static Finding NoColumns() => new(
        "row-key-columns",
        new($"“{CorrectionWords.Sheet}”缺少行标识列或原列字母行，未读取。",
            $"'{CorrectionWords.Sheet}' lacks the column of row keys or the row of column letters; it was not read."),
        LatestReply);

    public static Finding TwiceInSheet(int other) => new(
        "row-key-twice",
        new($"行标识与第 {other} 行相同，无法判断以哪行为准，两行均未读取。",
            $"Row {other} has the same row key; it is not clear which one counts, and neither was read."),
        new("请只保留一行。", "Keep one of them."));

    public static Finding UnknownFile() => new(
        "row-key-unknown",
        new("行标识所指的文件不是您发来过的，该行未读取。",
            "The row key belongs to no file that you have sent; the row was not read."),
        LatestReply);

    public static Finding OtherDealer() => new(
        "row-key-other-dealer",
        new("行标识所指的文件是另一家经销商的，该行未读取。",
            "The row key belongs to the file of another dealer; the row was not read."),
        new("请只更正自己文件的行。", "Correct the rows of your own file only."));

    public static Finding OtherFile(string taken) => new(
        "row-key-other-file",
        new($"该行属于另一个文件；一次只能更正一个文件（本次为 {taken}）。",
            $"This row belongs to another file; one file is corrected at a time (here {taken})."),
        new("请分开发送。", "Send them apart."));

    public static Finding UnknownRow() => new(
        "row-key-unknown",
        new("原文件没有行标识所指的行，该行未读取。", "The file has no such row as the row key names; it was not read."),
        LatestReply);

    public static Finding AlreadyCorrected(string standing) => new(
        Correction.AlreadyCorrected,
        new($"该行此前已无问题，现值为“{standing}”；这里的改动未采用。",
            $"This row had no problem any more and stands at '{standing}'; the change made here was not taken."),
        new("确需再次修改，请发送改好的整个文件。", "If it must change again, send the whole file with the change in it."));

    public static Finding Disagreement(string place, string value) => new(
        Disputed,
        new($"这里与“{place}”的更正（“{value}”）不一致，无法判断以哪处为准。",
            $"This differs from the correction at {place} ('{value}'); it is not clear which one counts."),
        new("请改成一致，或只在一处更正。", "Make them equal, or correct it in one place only."));
}
