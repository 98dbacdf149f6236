namespace DealerIntegration.Worker.Pipelines.Diversion.Index;

/// <summary>
/// Codes with their groups while an index is made, apart by the first bits of the hash, so that each part is sorted
/// within the processor's cache. 12 bytes an entry.
/// </summary>
internal sealed class EntryParts
{
    public const int PartBits = 8;
    public const int Parts = 1 << PartBits;

    private const int BlockEntries = 1 << 14;

    private readonly List<Block>[] _blocks = [.. Enumerable.Range(0, Parts).Select(_ => new List<Block>())];

    public long Count { get; private set; }

    public void Add(ulong hash, int value)
    {
        var blocks = _blocks[hash >> (64 - PartBits)];
        if (blocks.Count == 0 || blocks[^1].Used == BlockEntries)
        {
            blocks.Add(new Block());
        }

        var block = blocks[^1];
        block.Hashes[block.Used] = hash;
        block.Values[block.Used++] = value;
        Count++;
    }

    /// <summary>
    /// Takes a part out, sorted by hash. The arrays are used again for the next part.
    /// </summary>
    /// <returns>How many entries it has.</returns>
    public int Take(int part, ref ulong[] hashes, ref int[] values, int bucketBits)
    {
        var blocks = _blocks[part];
        _blocks[part] = [];
        var count = blocks.Sum(b => b.Used);
        if (hashes.Length < count)
        {
            (hashes, values) = (new ulong[count + (count / 8)], new int[count + (count / 8)]);
        }

        Spread(blocks, hashes, values, bucketBits);
        return count;
    }

    // By bucket first, then within the few entries of each.
    private static void Spread(List<Block> blocks, ulong[] hashes, int[] values, int bucketBits)
    {
        var bits = bucketBits - PartBits;
        var mask = (1 << bits) - 1;
        var shift = 64 - bucketBits;
        var starts = new int[mask + 2];
        foreach (var block in blocks)
        {
            foreach (var hash in block.Hashes.AsSpan(0, block.Used))
            {
                starts[((int)(hash >> shift) & mask) + 1]++;
            }
        }

        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        var ends = starts.AsSpan().ToArray();
        foreach (var block in blocks)
        {
            for (var i = 0; i < block.Used; i++)
            {
                var at = ends[(int)(block.Hashes[i] >> shift) & mask]++;
                (hashes[at], values[at]) = (block.Hashes[i], block.Values[i]);
            }
        }

        for (var bucket = 0; bucket <= mask; bucket++)
        {
            Insert(hashes, values, starts[bucket], starts[bucket + 1]);
        }
    }

    private static void Insert(ulong[] hashes, int[] values, int start, int end)
    {
        for (var i = start + 1; i < end; i++)
        {
            var (hash, value) = (hashes[i], values[i]);
            var at = i;
            for (; at > start && (hashes[at - 1] > hash || (hashes[at - 1] == hash && values[at - 1] > value)); at--)
            {
                (hashes[at], values[at]) = (hashes[at - 1], values[at - 1]);
            }

            (hashes[at], values[at]) = (hash, value);
        }
    }

    private sealed class Block
    {
        public ulong[] Hashes { get; } = new ulong[BlockEntries];

        public int[] Values { get; } = new int[BlockEntries];

        public int Used { get; set; }
    }
}
