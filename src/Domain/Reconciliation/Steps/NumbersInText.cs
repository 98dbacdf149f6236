namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// The document numbers that a text may name (摘要中的单据号), normalised: whole words only, so that INV-12 is not found in
/// INV-123. Blanks within a number and several numbers with a stroke between them are allowed for.
/// </summary>
internal static class NumbersInText
{
    /// <summary>A shorter number stands in a text by chance and proves nothing.</summary>
    public const int MinLength = 4;

    private const int MostWordsInNumber = 3;
    private static readonly char[] Separators = ['-', '_', '/', '.'];

    public static bool IsNumber(string key) => key.Length >= MinLength && key.AsSpan().ContainsAnyInRange('0', '9');

    /// <summary>What the reference and the text of a line name, except its own number.</summary>
    public static HashSet<string> Of(Item item, DocumentKey keys)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Add(item.Entry.Reference, keys, found);
        Add(item.Entry.Text, keys, found);
        found.Remove(item.Key);
        return found;
    }

    public static HashSet<string> Of(string text, DocumentKey keys)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Add(text, keys, found);
        return found;
    }

    private static void Add(string? text, DocumentKey keys, HashSet<string> found)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        var words = Words(text);
        for (var i = 0; i < words.Count; i++)
        {
            var number = "";
            for (var j = i; j < words.Count && j < i + MostWordsInNumber; j++)
            {
                if (j > i && !words[j].FollowsABlank)
                {
                    break;
                }

                number += words[j].Text;
                Keep(number);
            }

            Keep(words[i].Whole);
            var parts = words[i].Text.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length > 1 && Array.TrueForAll(parts, part => IsNumber(keys.Normalise(part))))
            {
                Array.ForEach(parts, Keep);
            }
        }

        void Keep(string candidate)
        {
            if (candidate.Length >= MinLength && keys.Normalise(candidate.Trim(Separators)) is var key && IsNumber(key))
            {
                found.Add(key);
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
                var whole = text[From(text, start)..To(text, i)];
                words.Add((DocumentKey.Fold(text[start..i]), whole.Length == i - start ? "" : whole, followsABlank));
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
