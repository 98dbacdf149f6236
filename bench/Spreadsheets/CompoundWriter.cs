using System.Buffers.Binary;
using System.Text;

namespace DealerIntegration.Bench.Spreadsheets;

/// <summary>Puts one stream named Workbook into the container of old Office files (OLE2).</summary>
internal static class CompoundWriter
{
    private const int Sector = 512;
    private const int PerSector = Sector / 4;
    private const int InHeader = 109;
    private const int End = -2;
    private const int Free = -1;
    private const int Table = -3;
    private const int TableOfTables = -4;

    public static byte[] Of(byte[] stream)
    {
        var data = (stream.Length + Sector - 1) / Sector;
        var (tables, more) = (0, 0);
        while (tables * PerSector < data + 1 + tables + more)
        {
            tables++;
            more = tables <= InHeader ? 0 : (tables - InHeader + PerSector - 2) / (PerSector - 1);
        }

        // In this order: the stream, the directory, the table of sectors, the table of its tables.
        var (directory, table, outer) = (data, data + 1, data + 1 + tables);
        var file = new byte[(1 + data + 1 + tables + more) * Sector];
        Header(file, directory, tables, more == 0 ? End : outer, more);
        stream.CopyTo(file, Sector);
        Directory(file.AsSpan((1 + directory) * Sector, Sector), stream.Length);
        var entries = file.AsSpan((1 + table) * Sector, tables * Sector);
        entries.Fill(0xFF);
        for (var i = 0; i < data; i++)
        {
            Put(entries, i, i == data - 1 ? End : i + 1);
        }

        Put(entries, directory, End);
        for (var i = 0; i < tables + more; i++)
        {
            Put(entries, table + i, i < tables ? Table : TableOfTables);
        }

        for (var i = 0; i < tables; i++)
        {
            var place = i < InHeader
                ? file.AsSpan(76)
                : file.AsSpan((1 + outer + ((i - InHeader) / (PerSector - 1))) * Sector);
            Put(place, i < InHeader ? i : (i - InHeader) % (PerSector - 1), table + i);
        }

        Outer(file, outer, tables, more);
        return file;
    }

    private static void Header(byte[] file, int directory, int tables, int outer, int more)
    {
        ReadOnlySpan<byte> mark = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        mark.CopyTo(file);
        ReadOnlySpan<ushort> words = [0x3E, 3, 0xFFFE, 9, 6];
        for (var i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(24 + (2 * i)), words[i]);
        }

        var numbers = file.AsSpan(40);
        Put(numbers, 1, tables);
        Put(numbers, 2, directory);
        Put(numbers, 4, 4_096);
        Put(numbers, 5, End);
        Put(numbers, 7, outer);
        Put(numbers, 8, more);
        file.AsSpan(76, InHeader * 4).Fill(0xFF);
    }

    private static void Directory(Span<byte> sector, int length)
    {
        Entry(sector, "Root Entry", kind: 5, child: 1, start: End, length: 0);
        Entry(sector[128..], "Workbook", kind: 2, child: Free, start: 0, length);
    }

    private static void Entry(Span<byte> entry, string name, byte kind, int child, int start, int length)
    {
        var bytes = Encoding.Unicode.GetBytes(name, entry);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[64..], (ushort)(bytes + 2));
        entry[66] = kind;
        entry[67] = 1;
        var places = entry[68..];
        Put(places, 0, Free);
        Put(places, 1, Free);
        Put(places, 2, child);
        Put(entry[116..], 0, start);
        Put(entry[116..], 1, length);
    }

    // The rest of the last sector is free; each ends with the number of the next.
    private static void Outer(byte[] file, int outer, int tables, int more)
    {
        for (var i = 0; i < more; i++)
        {
            var sector = file.AsSpan((1 + outer + i) * Sector, Sector);
            var used = Math.Min(tables - InHeader - (i * (PerSector - 1)), PerSector - 1);
            sector[(used * 4)..((PerSector - 1) * 4)].Fill(0xFF);

            Put(sector, PerSector - 1, i == more - 1 ? End : outer + i + 1);
        }
    }

    private static void Put(Span<byte> numbers, int index, int value) =>
        BinaryPrimitives.WriteInt32LittleEndian(numbers[(index * 4)..], value);
}
