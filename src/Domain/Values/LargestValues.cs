using System.Numerics;

namespace DealerIntegration.Domain.Values;

/// <summary>Names the largest values of a list without sorting all of it.</summary>
internal static class LargestValues
{
    /// <summary>Calls back for the places of so many largest values; of equal ones the earlier places count.</summary>
    public static void Of<T>(T[] values, int count, Action<int> named)
        where T : IComparisonOperators<T, T, bool>
    {
        if (count == 0)
        {
            return;
        }

        var least = Descending([.. values], count - 1);
        var larger = 0;
        foreach (var value in values)
        {
            larger += value > least ? 1 : 0;
        }

        var equal = count - larger;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] > least || (values[i] == least && equal-- > 0))
            {
                named(i);
            }
        }
    }

    // The value that would stand at this place in descending order: quickselect, with the middle as pivot, so that
    // values in order are no bad case.
    private static T Descending<T>(T[] values, int place)
        where T : IComparisonOperators<T, T, bool>
    {
        var (low, high) = (0, values.Length - 1);
        while (low < high)
        {
            var pivot = values[low + ((high - low) / 2)];
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (values[i] > pivot)
                {
                    i++;
                }

                while (values[j] < pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (place > j && place < i)
            {
                break;
            }

            (low, high) = place <= j ? (low, j) : (i, high);
        }

        return values[place];
    }
}
