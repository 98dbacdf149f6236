using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DealerIntegration.Connectors.Spreadsheets.Gate;

/// <summary>
/// The checksum of zip entries (校验和). The framework does not check it on reading and delivers at most the declared
/// length, so that without it an entry that lies about its size would be cut in silence.
/// </summary>
public sealed class Crc32
{
    private const int Lane = 16;
    private const int Four = 4 * Lane;

    // Eight bytes a step, one table for each: the sheet of a million rows has half a gigabyte.
    private static readonly uint[][] Tables = BuildTables();

    // What 64 bytes further on, and 16 bytes further on, multiply a remainder with: the low half, the high half.
    private static readonly Vector128<ulong> ByFour = Vector128.Create(0x1_5444_2BD4UL, 0x1_C6E4_1596UL);
    private static readonly Vector128<ulong> ByOne = Vector128.Create(0x1_7519_97D0UL, 0x0_CCAA_009EUL);

    private uint state = uint.MaxValue;

    public uint Value => ~state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (Pclmulqdq.IsSupported && bytes.Length >= 2 * Four)
        {
            var rest = bytes.Length % Lane;
            Fold(bytes[..^rest]);
            bytes = bytes[^rest..];
        }

        ByTable(bytes);
    }

    /// <summary>
    /// Multiplication without carry brings four lanes forward at a time; what is left at the end, 16 bytes with the
    /// same remainder as all, goes through the tables.
    /// </summary>
    private void Fold(ReadOnlySpan<byte> bytes)
    {
        var (a, b, c, d) = (Load(bytes), Load(bytes[Lane..]), Load(bytes[(2 * Lane)..]), Load(bytes[(3 * Lane)..]));
        a ^= Vector128.CreateScalar((ulong)state);
        for (bytes = bytes[Four..]; bytes.Length >= Four; bytes = bytes[Four..])
        {
            a = Forward(a, ByFour) ^ Load(bytes);
            b = Forward(b, ByFour) ^ Load(bytes[Lane..]);
            c = Forward(c, ByFour) ^ Load(bytes[(2 * Lane)..]);
            d = Forward(d, ByFour) ^ Load(bytes[(3 * Lane)..]);
        }

        b ^= Forward(a, ByOne);
        c ^= Forward(b, ByOne);
        d ^= Forward(c, ByOne);
        for (; bytes.Length >= Lane; bytes = bytes[Lane..])
        {
            d = Forward(d, ByOne) ^ Load(bytes);
        }

        Span<byte> left = stackalloc byte[Lane];
        d.AsByte().CopyTo(left);
        state = 0;
        ByTable(left);
    }

    private static Vector128<ulong> Load(ReadOnlySpan<byte> bytes) => Vector128.Create(bytes).AsUInt64();

    private static Vector128<ulong> Forward(Vector128<ulong> lane, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(lane, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(lane, by, 0x11);

    private void ByTable(ReadOnlySpan<byte> bytes)
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
