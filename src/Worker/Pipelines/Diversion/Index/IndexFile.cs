using System.Runtime.InteropServices;

namespace DealerIntegration.Worker.Pipelines.Diversion.Index;

/// <summary>
/// Writes an index as a file that is read in place: a head of 64 numbers, then the arrays one after the other, each
/// at a multiple of 64 bytes.
/// </summary>
internal static class IndexFile
{
    public const ulong Magic = 0x5845_444E_4945_4443;

    /// <summary>Raise it with every change of the layout or of what the arrays mean.</summary>
    public const long Format = 1;

    public const int HeadNumbers = 64;
    public const int Alignment = 64;

    /// <summary>Numbers of the head: where the lengths of the arrays stand, and how many there are.</summary>
    public const int LengthsAt = 16;

    public const int Arrays = 19;

    private const int ChecksumAt = 2;

    /// <summary>An array longer than this is summed and written in pieces.</summary>
    public const int PieceElements = 1 << 20;

    /// <summary>Writes under another name first: a file with the right name is whole.</summary>
    public static void Write(string path, IndexHead head, IndexSections sections)
    {
        var temporary = $"{path}.{Environment.ProcessId}.part";
        var numbers = new long[HeadNumbers];
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 20))
        {
            file.Write(MemoryMarshal.AsBytes(numbers.AsSpan()));
            var writer = new Writer(file, numbers);
            writer.Add<uint>(sections.Buckets);
            writer.Add(sections.Entries.Span);
            writer.Add<int>(sections.GroupUnit);
            writer.Add<int>(sections.GroupTimeline);
            writer.Add<long>(sections.GroupSeq);
            writer.Add<long>(sections.GroupIssue);
            writer.Add<int>(sections.GroupProduct);
            writer.Add<int>(sections.GroupItems);
            writer.Add<byte>(sections.GroupCounts);
            writer.Add<ulong>(sections.UnitHash);
            writer.Add<int>(sections.TimelineStart);
            writer.Add<long>(sections.StepAt);
            writer.Add<int>(sections.StepDealer);
            writer.Add<int>(sections.StepMovement);
            writer.Add<ulong>(sections.SideHash);
            writer.Add<long>(sections.SideSeq);
            writer.Add<ulong>(sections.Suspects);
            writer.Add<ulong>(sections.Hashes);
            writer.Add<byte>(sections.Names);
            FillHead(numbers, head, sections, file.Position);
            numbers[ChecksumAt] = unchecked((long)(writer.Sum ^ SumOfHead(numbers)));
            file.Position = 0;
            file.Write(MemoryMarshal.AsBytes(numbers.AsSpan()));
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Bytes of an element of an array, by its place in the file.</summary>
    public static int SizeOf(int array) => array switch
    {
        1 or 4 or 5 or 9 or 11 or 14 or 15 or 16 or 17 => sizeof(long),
        8 or 18 => 1,
        _ => sizeof(int),
    };

    /// <summary>Adds numbers to a checksum; order counts.</summary>
    public static ulong Sum(ulong sum, ReadOnlySpan<ulong> numbers)
    {
        // Four lanes: the next number need not wait for the product of the one before.
        Span<ulong> lanes = [sum, 1, 2, 3];
        for (; numbers.Length >= 4; numbers = numbers[4..])
        {
            for (var lane = 0; lane < 4; lane++)
            {
                lanes[lane] = CodeHash.Mix(lanes[lane], numbers[lane]);
            }
        }

        foreach (var number in numbers)
        {
            lanes[0] = CodeHash.Mix(lanes[0], number);
        }

        return CodeHash.Mix(CodeHash.Mix(lanes[0], lanes[1]), CodeHash.Mix(lanes[2], lanes[3]));
    }

    /// <summary>The checksum of the head, without the field that holds it.</summary>
    public static ulong SumOfHead(ReadOnlySpan<long> numbers)
    {
        var copy = numbers.ToArray();
        copy[ChecksumAt] = 0;
        return Sum(0, MemoryMarshal.Cast<long, ulong>(copy.AsSpan()));
    }

    public static ulong Checksum(ReadOnlySpan<long> numbers) => unchecked((ulong)numbers[ChecksumAt]);

    public static IndexHead ReadHead(ReadOnlySpan<long> numbers) => new(
        new Guid(MemoryMarshal.AsBytes(numbers.Slice(3, 2))), numbers[5], numbers[6], unchecked((ulong)numbers[7]),
        new Guid(MemoryMarshal.AsBytes(numbers.Slice(8, 2))));

    private static void FillHead(long[] numbers, IndexHead head, IndexSections sections, long length)
    {
        numbers[0] = unchecked((long)Magic);
        numbers[1] = Format;
        head.Book.TryWriteBytes(MemoryMarshal.AsBytes(numbers.AsSpan(3, 2)));
        (numbers[5], numbers[6], numbers[7]) = (head.Base, head.Watermark, unchecked((long)head.Code));
        head.Witness.TryWriteBytes(MemoryMarshal.AsBytes(numbers.AsSpan(8, 2)));
        (numbers[10], numbers[11], numbers[12]) = (sections.BucketBits, sections.Dealers, length);
        (numbers[13], numbers[14]) = (sections.HasFlatRows ? 1 : 0, sections.Products);
    }

    private sealed class Writer(FileStream file, long[] numbers)
    {
        private int _arrays;

        public ulong Sum { get; private set; }

        public void Add<T>(ReadOnlySpan<T> values)
            where T : unmanaged
        {
            numbers[LengthsAt + _arrays++] = values.Length;
            for (; values.Length > PieceElements; values = values[PieceElements..])
            {
                Put(MemoryMarshal.AsBytes(values[..PieceElements]));
            }

            // The last piece is filled up, so that the checksum reads whole numbers.
            var bytes = MemoryMarshal.AsBytes(values);
            var padded = new byte[(bytes.Length + Alignment - 1) / Alignment * Alignment];
            bytes.CopyTo(padded);
            Put(padded);
        }

        private void Put(ReadOnlySpan<byte> bytes)
        {
            Sum = IndexFile.Sum(Sum, MemoryMarshal.Cast<byte, ulong>(bytes));
            file.Write(bytes);
        }
    }
}
