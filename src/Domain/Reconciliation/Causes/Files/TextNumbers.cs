namespace DealerIntegration.Domain.Reconciliation.Causes.Files;

/// <summary>Numbers that stand in the text of a line (摘要中的单据号), each whole and normalised.</summary>
internal static class TextNumbers
{
    // Shorter ones are quantities, days and years far more often than documents.
    private const int FewestCharacters = 4;

    public static IEnumerable<string> Of(string? text, DocumentKey keys) =>
        AsWritten(text).Select(keys.Normalise).Where(key => key.Length >= FewestCharacters);

    public static IEnumerable<string> AsWritten(string? text)
    {
        for (var i = 0; i < text?.Length;)
        {
            var start = i;
            while (i < text.Length && IsPartOfANumber(text[i]))
            {
                i++;
            }

            if (i - start >= FewestCharacters
                && text[start..i].Trim('-', '/', '_', '.') is { Length: >= FewestCharacters } number)
            {
                yield return number;
            }

            i = Math.Max(i, start + 1);
        }
    }

    // Full-width letters and digits too; Chinese characters end a number without a blank.
    private static bool IsPartOfANumber(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '-' or '/' or '_' or '.'
        || c is (>= '０' and <= '９') or (>= 'Ａ' and <= 'Ｚ') or (>= 'ａ' and <= 'ｚ');
}
