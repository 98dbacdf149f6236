using System.Buffers.Binary;
using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Gate;

namespace DealerIntegration.Worker.EvidencePacks.Packing;

/// <summary>
/// The container of an evidence pack: a zip file of which, for given entries, there is only one. Everything is stored
/// and not compressed, every time is the first that zip knows, nothing is optional, nothing stands between the parts.
/// So every byte outside the entries can be worked out, and one that is not as worked out was touched.
/// </summary>
internal static class PackZip
{
    public const int LocalLength = 30;
    public const int LongestName = 64;
    public const int MostEntries = 32;

    /// <summary>Start of the part in front of each entry.</summary>
    public const uint LocalSignature = 0x04034B50;

    private const int DirectoryLength = 46;
    private const int EndLength = 22;
    private const uint DirectorySignature = 0x02014B50;
    private const uint EndSignature = 0x06054B50;
    private const ushort Version = 10;

    // 1980-01-01: the year in bits 9 to 15 counted from there, month and day 1.
    private const ushort FirstDay = 0x0021;

    public static byte[] Write(IReadOnlyList<PackEntry> entries)
    {
        using var zip = new MemoryStream();
        var offsets = new List<int>(entries.Count);
        foreach (var entry in entries)
        {
            offsets.Add((int)zip.Length);
            zip.Write(Local(entry));
            zip.Write(entry.Content);
        }

        zip.Write(Tail(entries, offsets, (int)zip.Length));
        return zip.ToArray();
    }

    /// <summary>What stands in front of an entry.</summary>
    public static byte[] Local(PackEntry entry)
    {
        var name = Encoding.ASCII.GetBytes(entry.Name);
        var header = new byte[LocalLength + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, LocalSignature);
        Common(header.AsSpan(4), entry, name.Length);
        name.CopyTo(header, LocalLength);
        return header;
    }

    /// <summary>What stands behind the entries: the directory and the end.</summary>
    public static byte[] Tail(IReadOnlyList<PackEntry> entries, IReadOnlyList<int> offsets, int start)
    {
        using var tail = new MemoryStream();
        for (var i = 0; i < entries.Count; i++)
        {
            tail.Write(Directory(entries[i], offsets[i]));
        }

        var directory = (int)tail.Length;
        var end = new byte[EndLength];
        BinaryPrimitives.WriteUInt32LittleEndian(end, EndSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)entries.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)entries.Count);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(12), directory);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(16), start);
        tail.Write(end);
        return tail.ToArray();
    }

    /// <summary>The entry whose line in the directory holds a byte of the tail; null: none does.</summary>
    public static string? OwnerOf(IEnumerable<PackEntry> entries, int tailByte)
    {
        var end = 0;
        foreach (var entry in entries)
        {
            end += DirectoryLength + entry.Name.Length;
            if (tailByte < end)
            {
                return $"{entry.Name} in the directory";
            }
        }

        return null;
    }

    private static byte[] Directory(PackEntry entry, int offset)
    {
        var name = Encoding.ASCII.GetBytes(entry.Name);
        var header = new byte[DirectoryLength + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, DirectorySignature);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), Version);
        Common(header.AsSpan(6), entry, name.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(42), offset);
        name.CopyTo(header, DirectoryLength);
        return header;
    }

    private static uint CheckSum(byte[] content)
    {
        var sum = new Crc32();
        sum.Append(content);
        return sum.Value;
    }

    // Version, flags, method, time, day, check sum, both sizes, length of the name: the same in both headers.
    private static void Common(Span<byte> header, PackEntry entry, int nameLength)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(header, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], FirstDay);
        BinaryPrimitives.WriteUInt32LittleEndian(header[10..], CheckSum(entry.Content));
        BinaryPrimitives.WriteInt32LittleEndian(header[14..], entry.Content.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[18..], entry.Content.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], (ushort)nameLength);
    }
}
