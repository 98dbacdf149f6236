using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Templates;

/// <summary>Picks from a definition's synonyms the word a template uses (用词).</summary>
internal static class TemplateWords
{
    private const int LongestSheetName = 31;

    /// <summary>The first word of the language; the first of all where there is none.</summary>
    public static string First(IReadOnlyList<string> words, ReplyLanguage language) =>
        words.FirstOrDefault(word => IsChinese(word) == (language == ReplyLanguage.Chinese)) ?? words[0];

    /// <summary>One word of the language for each thing that a closed list can say.</summary>
    public static IReadOnlyList<string> Choices(IReadOnlyDictionary<string, string> map, ReplyLanguage language) =>
        [.. map.GroupBy(pair => pair.Value, pair => pair.Key).Select(words => First([.. words], language))];

    /// <summary>A title as the name of a sheet, which may not be long nor hold signs of an address.</summary>
    public static string SheetName(string title)
    {
        var name = new StringBuilder(title.Length);
        foreach (var c in title)
        {
            name.Append("[]:*?/\\'".Contains(c) || char.IsControl(c) ? ' ' : c);
        }

        var plain = name.ToString().Trim();
        return Capital(plain.Length > LongestSheetName ? plain[..LongestSheetName] : plain);
    }

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static bool IsChinese(string word) => word.Any(c => c is >= '\u3400' and <= '\u9FFF');
}
