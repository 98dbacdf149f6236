using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>Headings brought to forms in which they can be compared (标题归一).</summary>
internal static class HeadingText
{
    // Say which state of a value is meant, and it is the one that every report of the kind means anyway.
    private static readonly string[] Harmless =
    [
        "当前", "目前", "现有", "实际", "本期", "本月", "期末", "最新", "的", "current", "actual", "(新)",
    ];

    /// <summary>Folded, lower case, without blanks, a unit in brackets and marks behind.</summary>
    public static string Key(string text) => CellText.Heading(text);

    /// <summary>Letters and digits alone: 商品-编码 and 商品编码, Item_No. and Item No are the same.</summary>
    public static string Loose(string key)
    {
        var kept = new StringBuilder(key.Length);
        foreach (var c in key.Where(char.IsLetterOrDigit))
        {
            kept.Append(c);
        }

        return kept.ToString();
    }

    /// <summary>Loose, and without words that change nothing in a report: 当前库存 is 库存.</summary>
    public static string Plain(string key)
    {
        var plain = Harmless.Aggregate(key, (text, word) => text.Replace(word, "", StringComparison.Ordinal));
        return Loose(plain);
    }

    /// <summary>What stands in brackets behind a heading: 箱 in 数量(箱). Null: nothing.</summary>
    public static string? InBrackets(string text)
    {
        var folded = CellText.Fold(text).TrimEnd(':', '*', ' ').Replace('[', '(').Replace(']', ')')
            .Replace('【', '(').Replace('】', ')');
        var open = folded.EndsWith(')') ? folded.LastIndexOf('(') : -1;
        return open > 0 && folded[(open + 1)..^1].Trim() is { Length: > 0 } inside ? inside : null;
    }
}
