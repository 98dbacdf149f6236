namespace DealerIntegration.Domain.Values;

/// <summary>How far two texts lie apart (编辑距离).</summary>
public static class EditDistance
{
    /// <summary>
    /// Insertions, deletions and replacements from one to the other; null once it is plain that they are more
    /// than the bound. Only the band around the diagonal that the bound leaves is computed.
    /// </summary>
    public static int? Within(string left, string right, int bound)
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

    /// <summary>The same without a bound.</summary>
    public static int Between(string left, string right) =>
        Within(left, right, Math.Max(left.Length, right.Length))!.Value;
}
