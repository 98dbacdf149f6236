using System.Numerics;

namespace DealerIntegration.Worker.Pipelines.Diversion;

/// <summary>Puts hashes in order: they lie evenly, so that counting leaves but a few to compare.</summary>
internal static class HashOrder
{
    private const int FewestBits = 4;
    private const int MostBits = 20;

    /// <summary>Places of the hashes in ascending order; equal ones in the order they came.</summary>
    public static int[] Of(ReadOnlySpan<ulong> hashes)
    {
        var bits = Math.Clamp(BitOperations.Log2((uint)hashes.Length | 1) - 1, FewestBits, MostBits);
        var shift = 64 - bits;
        var starts = new int[(1 << bits) + 1];
        foreach (var hash in hashes)
        {
            starts[(int)(hash >> shift) + 1]++;
        }

        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        var order = new int[hashes.Length];
        for (var i = 0; i < hashes.Length; i++)
        {
            // Each bucket is kept in order while it fills; its start moves to its end.
            var bucket = (int)(hashes[i] >> shift);
            order[starts[bucket]++] = i;
        }

        var start = 0;
        for (var bucket = 0; bucket < 1 << bits; bucket++)
        {
            Insert(hashes, order, start, starts[bucket]);
            start = starts[bucket];
        }

        return order;
    }

    private static void Insert(ReadOnlySpan<ulong> hashes, int[] order, int start, int end)
    {
        for (var i = start + 1; i < end; i++)
        {
            var moved = order[i];
            var at = i;
            for (; at > start && hashes[order[at - 1]] > hashes[moved]; at--)
            {
                order[at] = order[at - 1];
            }

            order[at] = moved;
        }
    }
}
