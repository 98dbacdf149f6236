namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>Whether two texts say the same (文本比对), whatever their case, width and blanks.</summary>
internal static class TextComparison
{
    private static readonly DocumentKey AnyNumber = new([]);

    public static bool Same(string left, string right) => DocumentKey.Fold(left) == DocumentKey.Fold(right);

    /// <summary>One names the other as a whole word.</summary>
    public static bool Contains(string left, string right) =>
        Same(left, right) || Names(left, right) || Names(right, left);

    /// <summary>Edits that a percentage allows: of the longer text's characters, rounded down.</summary>
    public static int Allowed(string left, string right, int percent) =>
        Math.Max(left.Length, right.Length) * percent / 100;

    /// <summary>
    /// Insertions, deletions and replacements from one to the other (编辑距离); null once it is plain that they are more
    /// than the bound. Only the band around the diagonal that the bound leaves is computed.
    /// </summary>
    public static int? Edits(string left, string right, int bound)
    {
        if (Math.Abs(left.Length - right.Length) > bound)
        {
            return null;
        }

        var tooMany = bound + 1;
        var above = new int[right.Length + 1];
        var row = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            above[j] = Math.Min(j, tooMany);
        }

        for (var i = 1; i <= left.Length; i++)
        {
            Array.Fill(row, tooMany);
            row[0] = Math.Min(i, tooMany);
            var best = row[0];
            for (var j = Math.Max(1, i - bound); j <= Math.Min(right.Length, i + bound); j++)
            {
                var replaced = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                row[j] = Math.Min(Math.Min(replaced, tooMany), Math.Min(above[j], row[j - 1]) + 1);
                best = Math.Min(best, row[j]);
            }

            if (best > bound)
            {
                return null;
            }

            (above, row) = (row, above);
        }

        return above[right.Length] <= bound ? above[right.Length] : null;
    }

    public static bool WithinEdits(string left, string right, int percent)
    {
        var (a, b) = (DocumentKey.Fold(left), DocumentKey.Fold(right));
        return Edits(a, b, Allowed(a, b, percent)) is not null;
    }

    private static bool Names(string text, string number) =>
        AnyNumber.Normalise(number) is var key
        && TextNumbers.IsNumber(key)
        && TextNumbers.Of(text, AnyNumber).Contains(key);
}
