namespace DealerIntegration.Domain.Reconciliation;

/// <summary>
/// The document numbers that a text may name (摘要中的单据号): whole words only, so that INV-12 is not found in INV-123.
/// Blanks within a number and several numbers with a stroke between them are allowed for.
/// </summary>
internal static class TextNumbers
{
    /// <summary>A shorter number stands in a text by chance and proves nothing.</summary>
    public const int MinLength = 4;

    private const int MostWordsInNumber = 3;
    private static readonly char[] Separators = ['-', '_', '/', '.'];

    public static bool IsNumber(string key) => key.Length >= MinLength && key.AsSpan().ContainsAnyInRange('0', '9');

    /// <summary>What the reference and the text of a line name, normalised, except its own number.</summary>
    public static HashSet<string> Of(Item item, DocumentKey keys)
    {
        var found = Of(item.Entry.Reference, keys);
        found.UnionWith(Of(item.Entry.Text, keys));
        found.Remove(item.Key);
        return found;
    }

    /// <summary>What a text names, normalised.</summary>
    public static HashSet<string> Of(string? text, DocumentKey keys) =>
        [.. Candidates(text).Select(keys.Normalise).Where(IsNumber)];

    /// <summary>
    /// The same numbers as a document may bear them, with prefix and leading zeros: as the text writes them, and in
    /// half width and upper case.
    /// </summary>
    public static IEnumerable<string> AsWritten(string? text) => Candidates(text)
        .Where(number => IsNumber(DocumentKey.Fold(number)))
        .SelectMany(number => new[] { number, DocumentKey.Fold(number) })
        .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Candidates(string? text)
    {
        var words = Words(text ?? "");
        for (var i = 0; i < words.Count; i++)
        {
            var number = "";
            for (var j = i; j < words.Count && j < i + MostWordsInNumber && (j == i || words[j].FollowsABlank); j++)
            {
                number += words[j].Text;
                yield return number.Trim(Separators);
            }

            yield return words[i].Whole;
            var parts = DocumentKey.Fold(words[i].Text).Split('/', StringSplitOptions.RemoveEmptyEntries);
            foreach (var part in parts.Length > 1 && Array.TrueForAll(parts, IsNumber) ? parts : [])
            {
                yield return part.Trim(Separators);
            }
        }
    }

    /// <summary>
    /// Runs of Latin letters, digits and the strokes within a number. Chinese is written without blanks, so that a
    /// number ends where it starts; the run with its Chinese neighbours is kept beside it, for numbers such as
    /// 沪A-90001.
    /// </summary>
    private static List<(string Text, string Whole, bool FollowsABlank)> Words(string text)
    {
        var words = new List<(string, string, bool)>();
        var (i, followsABlank) = (0, false);
        while (i < text.Length)
        {
            var start = i;
            while (i < text.Length && IsInNumber(text[i]))
            {
                i++;
            }

            if (i > start)
            {
                words.Add((text[start..i], text[From(text, start)..To(text, i)], followsABlank));
                followsABlank = true;
            }
            else
            {
                followsABlank &= char.IsWhiteSpace(text[i]);
                i++;
            }
        }

        return words;
    }

    private static int From(string text, int start)
    {
        while (start > 0 && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        return start;
    }

    private static int To(string text, int end)
    {
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        return end;
    }

    private static bool IsInNumber(char c)
    {
        var narrow = c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;
        return char.IsAsciiLetterOrDigit(narrow) || Array.IndexOf(Separators, narrow) >= 0;
    }
}
