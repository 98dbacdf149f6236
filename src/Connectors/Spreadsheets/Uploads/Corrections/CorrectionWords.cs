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

    public static bool Is(Bilingual words, string text)
    {
        var heading = CellText.Heading(text);
        return heading == CellText.Heading(words.Chinese) || heading == CellText.Heading(words.English);
    }
}
