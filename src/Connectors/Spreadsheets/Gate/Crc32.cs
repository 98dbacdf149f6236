using System.Buffers.Binary;

namespace DealerIntegration.Connectors.Spreadsheets.Gate;

/// <summary>
/// The checksum of zip entries (校验和). The framework does not check it on reading and delivers at most the declared
/// length, so that without it an entry that lies about its size would be cut in silence.
/// </summary>
public sealed class Crc32
{
    // Eight bytes a step, one table for each: the sheet of a million rows has half a gigabyte.
    private static readonly uint[][] Tables = BuildTables();
    private uint state = uint.MaxValue;

    public uint Value => ~state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = state;
        var (t0, t1, t2, t3) = (Tables[0], Tables[1], Tables[2], Tables[3]);
        var (t4, t5, t6, t7) = (Tables[4], Tables[5], Tables[6], Tables[7]);
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = t7[low & 0xFF] ^ t6[(low >> 8) & 0xFF] ^ t5[(low >> 16) & 0xFF] ^ t4[low >> 24]
                ^ t3[high & 0xFF] ^ t2[(high >> 8) & 0xFF] ^ t1[(high >> 16) & 0xFF] ^ t0[high >> 24];
        }

        foreach (var b in bytes)
        {
            crc = t0[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        state = crc;
    }

    private static uint[][] BuildTables()
    {
        var tables = new uint[8][];
        tables[0] = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 1 ? 0xEDB88320u ^ (value >> 1) : value >> 1;
            }

            tables[0][i] = value;
        }

        for (var t = 1; t < 8; t++)
        {
            var before = tables[t - 1];
            tables[t] = [.. before.Select(value => tables[0][value & 0xFF] ^ (value >> 8))];
        }

        return tables;
    }
}
