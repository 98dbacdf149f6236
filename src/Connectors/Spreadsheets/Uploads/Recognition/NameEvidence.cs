namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>
/// What a heading tells (标题证据): a word of the definition is certain; the same word in other spelling nearly so; a
/// heading that only contains such a word is a hint, because 上月库存 contains 库存 and is not it.
/// </summary>
internal sealed class NameEvidence(UploadDefinition definition)
{
    private const decimal OtherSpelling = 0.97m;
    private const decimal SameSense = 0.9m;
    private const decimal Hint = 0.4m;
    private const decimal HintRange = 0.3m;

    private readonly List<Word> words =
    [
        .. definition.Columns.SelectMany(c => Word.Of(c.Key, 0, c.Value.Synonyms)
            .Concat(Word.Of(c.Key, 1, c.Value.Raises))
            .Concat(Word.Of(c.Key, -1, c.Value.Lowers))),
    ];

    private readonly HashSet<string> ignored =
        [.. definition.Ignored.Select(word => HeadingText.Loose(HeadingText.Key(word)))];

    /// <summary>The best guess for each field that the heading says anything of.</summary>
    public IEnumerable<FieldGuess> Of(HeadedColumn column) =>
        from name in column.Names.Select(n => Word.Of("", 0, n)).ToList()
        from word in words
        let guess = Compare(column, name, word)
        where guess is not null
        group guess by guess.Field into field
        select field.MaxBy(g => g.Confidence);

    /// <summary>A heading that the definition knows and does not need.</summary>
    public bool IsIgnored(HeadedColumn column) =>
        column.Names.Any(name => ignored.Contains(HeadingText.Loose(name)));

    private static FieldGuess? Compare(HeadedColumn column, Word name, Word word)
    {
        FieldGuess Guess(decimal confidence, string chinese, string english) =>
            new(column, word.Field, word.Sign, confidence, new(chinese, english));

        if (name.Key == word.Key)
        {
            return Guess(FieldGuess.Exact, $"标题就是“{word.Text}”", $"it is headed '{word.Text}'");
        }

        if (name.Loose.Length == 0 || word.Loose.Length == 0)
        {
            return null;
        }

        if (name.Loose == word.Loose)
        {
            return Guess(OtherSpelling, $"标题是“{word.Text}”的另一种写法", $"its heading is '{word.Text}' in other spelling");
        }

        if (name.Plain == word.Plain || IsTypo(name.Loose, word.Loose))
        {
            return Guess(SameSense, $"标题与“{word.Text}”意思相同", $"its heading says the same as '{word.Text}'");
        }

        var (longer, shorter) = name.Loose.Length > word.Loose.Length
            ? (name.Loose, word.Loose) : (word.Loose, name.Loose);
        return shorter.Length >= Least(shorter) && longer.Contains(shorter, StringComparison.Ordinal)
            ? Guess(
                Hint + (HintRange * shorter.Length / longer.Length),
                $"标题与“{word.Text}”相近", $"its heading resembles '{word.Text}'")
            : null;
    }

    // Two Chinese characters are a word; two letters are in every other one.
    private static int Least(string text) => text.All(char.IsAscii) ? 4 : 2;

    /// <summary>One letter wrong, missing or too many in a word long enough to be no other word.</summary>
    private static bool IsTypo(string a, string b)
    {
        if (Math.Min(a.Length, b.Length) < 7 || Math.Abs(a.Length - b.Length) > 1 || !a.All(char.IsAsciiLetter)
            || !b.All(char.IsAsciiLetter))
        {
            return false;
        }

        var shorter = Math.Min(a.Length, b.Length);
        var start = 0;
        while (start < shorter && a[start] == b[start])
        {
            start++;
        }

        var end = 0;
        while (end < shorter - start && a[^(end + 1)] == b[^(end + 1)])
        {
            end++;
        }

        return Math.Max(a.Length, b.Length) - start - end <= 1;
    }

    private sealed record Word(string Field, int Sign, string Text, string Key, string Loose, string Plain)
    {
        public static IEnumerable<Word> Of(string field, int sign, IEnumerable<string> texts) =>
            texts.Select(text => Of(field, sign, text));

        public static Word Of(string field, int sign, string text)
        {
            var key = HeadingText.Key(text);
            return new Word(field, sign, text, key, HeadingText.Loose(key), HeadingText.Plain(key));
        }
    }
}
