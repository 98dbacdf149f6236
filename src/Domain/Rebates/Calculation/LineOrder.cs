namespace DealerIntegration.Domain.Rebates.Calculation;

/// <summary>
/// The order of lines that makes a result independent of how they arrived: by document, then position.
/// </summary>
internal static class LineOrder
{
    /// <summary>The lines themselves where they are in order already, else a sorted copy.</summary>
    /// <exception cref="ArgumentException">A document line is given twice: it would be paid twice.</exception>
    public static RebateLine[] Sorted(RebateLine[] lines)
    {
        var sorted = lines;
        for (var i = 1; i < sorted.Length; i++)
        {
            var order = Compare(in sorted[i - 1], in sorted[i]);
            if (order > 0)
            {
                sorted = [.. lines];
                Array.Sort(sorted, static (a, b) => Compare(in a, in b));
                i = 0;
            }
            else if (order == 0)
            {
                throw new ArgumentException(
                    $"Document {sorted[i].DocumentNumber} position {sorted[i].Position} is given twice.",
                    nameof(lines));
            }
        }

        return sorted;
    }

    private static int Compare(in RebateLine a, in RebateLine b)
    {
        var byDocument = ReferenceEquals(a.DocumentNumber, b.DocumentNumber)
            ? 0
            : string.CompareOrdinal(a.DocumentNumber, b.DocumentNumber);
        return byDocument != 0 ? byDocument : string.CompareOrdinal(a.Position, b.Position);
    }
}
