using System.Buffers.Binary;
using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>
/// Makes strings of UTF-8 and gives out the same one again for a short value that came before (重复文本): units, days and
/// warehouses of a list repeat in every row.
/// </summary>
internal sealed class RepeatedTexts
{
    private const int Slots = 2_048;
    private const int Longest = 16;
    private const int Word = 8;
    private const ulong HighBits = 0x8080_8080_8080_8080;

    private readonly Slot[] _slots = new Slot[Slots];

    /// <param name="utf8">Sound UTF-8.</param>
    /// <param name="start">Where the value begins.</param>
    /// <param name="length">Its bytes.</param>
    public string Text(byte[] utf8, int start, int length)
    {
        if (length > Longest || start > utf8.Length - Longest || length == 0)
        {
            return Encoding.UTF8.GetString(utf8, start, length);
        }

        var bytes = utf8.AsSpan(start, Longest);
        var (low, high) = (BinaryPrimitives.ReadUInt64LittleEndian(bytes), 0UL);
        if (length > Word)
        {
            high = BinaryPrimitives.ReadUInt64LittleEndian(bytes[Word..]) & FirstBytes(length - Word);
        }
        else
        {
            low &= FirstBytes(length);
        }

        ref var slot = ref _slots[SlotOf(low, high)];
        if (slot.Low != low || slot.High != high || slot.Length != length)
        {
            var encoding = ((low | high) & HighBits) == 0 ? Encoding.ASCII : Encoding.UTF8;
            slot = new Slot(low, high, length, encoding.GetString(bytes[..length]));
        }

        return slot.Text;
    }

    private static ulong FirstBytes(int count) => ulong.MaxValue >> (64 - (8 * count));

    private static int SlotOf(ulong low, ulong high)
    {
        var mixed = unchecked((low ^ (high * 0x9E37_79B9_7F4A_7C15)) * 0xD6E8_FEB8_6659_FD93);
        return (int)(mixed >> 53);
    }

    private readonly record struct Slot(ulong Low, ulong High, int Length, string Text);
}
