namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>What can be wrong with a delimited file before it has rows (CSV 文件问题).</summary>
internal static class CsvFindings
{
    private static readonly Bilingual SaveAgain = new(
        "请用 Excel 打开原文件，另存为“CSV UTF-8（逗号分隔）”或 .xlsx 后重新提交。",
        "Open the original in Excel, save it as 'CSV UTF-8 (comma delimited)' or as .xlsx and send it again.");

    public static Finding Undecodable(string encoding, long offset, int line, byte value) => new(
        "encoding",
        new($"CSV 文件的编码无法识别：第 {line} 行、第 {offset + 1} 字节（0x{value:X2}）不是 {encoding} 文字；"
            + "文件不是 UTF-8、UTF-16 或 GB18030。",
            $"The encoding of the CSV file is not known: line {line}, byte {offset + 1} (0x{value:X2}) is no "
            + $"{encoding} text; the file is neither UTF-8, UTF-16 nor GB18030."),
        SaveAgain);

    public static Finding Zero(long offset, int line) => new(
        "encoding",
        new($"CSV 文件第 {line} 行、第 {offset + 1} 字节是空字符（0x00），不是文本文件。",
            $"Line {line}, byte {offset + 1} of the CSV file is a zero byte; this is no text file."),
        SaveAgain);

    public static Finding OpenQuote(int line, char quote) => new(
        "unreadable",
        new($"CSV：第 {line} 行有一个引号 {quote} 没有正确闭合，后面的行会被当成同一格的内容。",
            $"CSV: a quote {quote} that opens in line {line} is not closed as it should; the lines behind it would be "
            + "read as one cell."),
        new($"请检查第 {line} 行：文字里的引号要写两次（{quote}{quote}），或另存为 .xlsx 后提交。",
            $"Look at line {line}: a quote inside a text is written twice ({quote}{quote}); or save the file as "
            + ".xlsx."));

    public static Finding Ragged(int found, int usual) => new(
        "ragged-row",
        new($"这一行有 {found} 格，其他行是 {usual} 格；多出的分隔符使后面的值错位。",
            $"This row has {found} values, the others have {usual}; a separator too many has shifted them."),
        new("请给含分隔符的文字加上双引号，或删除多余的分隔符。",
            "Put the text that holds a separator in double quotes, or take the surplus separator out."));
}
