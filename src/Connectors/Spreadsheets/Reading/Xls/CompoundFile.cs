using System.Buffers.Binary;
using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xls;

/// <summary>The container of old Office files (OLE2 复合文档), as far as its one stream with the workbook goes.</summary>
internal static class CompoundFile
{
    private const int HeaderBytes = 512;
    private const int DirectoryEntry = 128;
    private const int LastSector = 0xFFFFFFF;
    private const int SectorsInHeader = 109;

    private static readonly string[] WorkbookNames = ["Workbook", "Book"];

    /// <summary>The workbook's stream; empty when there is none or its chain of sectors is broken.</summary>
    public static byte[] Workbook(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderBytes || Int16(file, 30) is not (9 or 12))
        {
            return [];
        }

        var sector = 1 << Int16(file, 30);
        var table = SectorTable(file, sector);
        var directory = Chain(file, sector, table, Int32(file, 48), long.MaxValue);
        for (var at = 0; at + DirectoryEntry <= directory.Length; at += DirectoryEntry)
        {
            var entry = directory.AsSpan(at, DirectoryEntry);
            var length = Math.Clamp(Int16(entry, 64) - 2, 0, 64);
            if (WorkbookNames.Contains(Encoding.Unicode.GetString(entry[..length]), StringComparer.OrdinalIgnoreCase))
            {
                // A stream this short lies in a container of its own; no workbook with a cell is.
                return Int32(entry, 120) < 4096 ? [] : Chain(file, sector, table, Int32(entry, 116), Int32(entry, 120));
            }
        }

        return [];
    }

    private static List<int> SectorTable(ReadOnlySpan<byte> file, int sector)
    {
        var tables = new List<int>();
        for (var i = 0; i < SectorsInHeader; i++)
        {
            tables.Add(Int32(file, 76 + (i * 4)));
        }

        // What does not fit into the header goes on in sectors that are chained by their last entry.
        var next = Int32(file, 68);
        for (var left = file.Length / sector; left > 0 && Sector(file, sector, next) is { IsEmpty: false } more; left--)
        {
            for (var at = 0; at + 8 <= more.Length; at += 4)
            {
                tables.Add(Int32(more, at));
            }

            next = Int32(more, more.Length - 4);
        }

        var entries = new List<int>();
        foreach (var table in tables)
        {
            var part = Sector(file, sector, table);
            for (var at = 0; at + 4 <= part.Length; at += 4)
            {
                entries.Add(Int32(part, at));
            }
        }

        return entries;
    }

    private static byte[] Chain(ReadOnlySpan<byte> file, int sector, List<int> table, int first, long length)
    {
        using var stream = new MemoryStream();
        var left = (file.Length / sector) + 1;
        for (var at = first; stream.Length < length && left > 0; left--)
        {
            var part = Sector(file, sector, at);
            if (part.IsEmpty || at >= table.Count)
            {
                break;
            }

            stream.Write(part);
            at = table[at];
        }

        return stream.ToArray();
    }

    // The last sector may be cut short by a program that saved few bytes.
    private static ReadOnlySpan<byte> Sector(ReadOnlySpan<byte> file, int sector, int number)
    {
        if (number is < 0 or > LastSector)
        {
            return [];
        }

        var start = ((long)number + 1) * sector;
        return start >= file.Length ? [] : file.Slice((int)start, (int)Math.Min(sector, file.Length - start));
    }

    private static int Int16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static int Int32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
}
