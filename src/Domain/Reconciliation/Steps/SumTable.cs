namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>
/// The sums of all sets of so many lines out of a pool, sorted. A set is its line numbers in rising order, a byte each.
/// </summary>
internal sealed class SumTable
{
    /// <summary>The bound of the search: a table of more sets is not made.</summary>
    public const int MostSets = 100_000;

    private const int BitsPerLine = 8;

    private SumTable(long[] sums, ulong[] sets)
    {
        (Sums, Sets) = (sums, sets);
    }

    public long[] Sums { get; }

    public ulong[] Sets { get; }

    /// <summary>Null where there are more sets than the bound allows.</summary>
    public static SumTable? Of(long[] amounts, int size)
    {
        if (Count(amounts.Length, size) is not { } count)
        {
            return null;
        }

        var (sums, sets) = (new long[count], new ulong[count]);
        var next = 0;
        Add(0, size, 0L, 0UL, 0);
        Array.Sort(sums, sets);
        return new SumTable(sums, sets);

        void Add(int from, int left, long sum, ulong set, int shift)
        {
            if (left == 0)
            {
                (sums[next], sets[next]) = (sum, set);
                next++;
                return;
            }

            for (var i = from; i <= amounts.Length - left; i++)
            {
                Add(i + 1, left - 1, sum + amounts[i], set | ((ulong)i << shift), shift + BitsPerLine);
            }
        }
    }

    public static int First(ulong set) => (int)(set & 0xFF);

    public static int Line(ulong set, int place) => (int)((set >> (place * BitsPerLine)) & 0xFF);

    private static int? Count(int lines, int size)
    {
        var count = 1L;
        for (var i = 0; i < size; i++)
        {
            count = count * (lines - i) / (i + 1);
            if (count > MostSets)
            {
                return null;
            }
        }

        return (int)Math.Max(count, 0L);
    }
}
