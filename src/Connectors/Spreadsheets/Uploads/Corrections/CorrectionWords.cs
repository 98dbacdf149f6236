using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;

/// <summary>The words by which a sheet of rows to correct is known again (待更正).</summary>
internal static class CorrectionWords
{
    /// <summary>The same in every language: a sheet is found again whoever sends it.</summary>
    public const string Sheet = "待更正 To correct";

    public static readonly Bilingual Key = new("行标识", "Row key");

    public static readonly Bilingual Reason = new("问题与处理办法", "Problem and what to do");

    /// <summary>Heads the row that says under which columns of the file the values stood.</summary>
    public static readonly Bilingual Columns = new("原列", "Column");

    public static readonly Bilingual Codes = new("错误代码", "Error codes");

    public static readonly Bilingual Title = new("待更正的行", "Rows to correct");

    public static readonly Bilingual HowTo = new(
        "在标红的单元格里更正，保存后把本文件（或只留本表）发回即可。行标识请勿改动；不要的行请清空数据，保留行标识。",
        "Correct the red cells, save, and send this file back (or this sheet alone). Leave the row keys as they are; "
        + "to drop a row, empty its cells and keep its key.");

    public static bool Is(Bilingual words, string text)
    {
        var heading = CellText.Heading(text);
        return heading == CellText.Heading(words.Chinese) || heading == CellText.Heading(words.English);
    }
}
