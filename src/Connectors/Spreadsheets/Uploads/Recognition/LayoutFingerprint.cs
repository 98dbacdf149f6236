using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>Names the columns of a layout, and the layout by all of them (布局指纹).</summary>
internal static class LayoutFingerprint
{
    // Our own column in a file that was sent back; it is no change of the dealer's layout.
    private static readonly string[] Ours = ["错误代码", "errorcodes"];

    /// <summary>
    /// Each column with its key: the heading; with the letter of the column where several are headed alike.
    /// </summary>
    public static IReadOnlyList<(string Key, HeadedColumn Column)> Keys(Heading heading) =>
    [
        .. heading.Columns.Where(c => !Ours.Contains(c.Key)).GroupBy(c => c.Key)
            .SelectMany(g => g.Count() == 1
                ? g.Select(c => (c.Key, c))
                : g.Select(c => ($"{c.Key}@{c.Letter}", c)))
            .OrderBy(k => k.Item2.Column),
    ];

    public static string Of(string kind, IEnumerable<string> headings)
    {
        var text = string.Join('\n', headings.Order(StringComparer.Ordinal).Prepend(kind));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }
}
