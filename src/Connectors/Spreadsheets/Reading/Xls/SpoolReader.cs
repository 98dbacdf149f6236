using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xls;

/// <summary>
/// Reads what a <see cref="GridWriter"/> sent (传输读取). The sender has read a file that may be hostile, so nothing it
/// says is trusted: what does not fit ends the reading.
/// </summary>
internal ref struct SpoolReader(byte[] spool, int at, int end)
{
    /// <summary>Offset of what comes next.</summary>
    public int At { get; private set; } = at;

    /// <exception cref="EndOfStreamException">There is no more, or no such thing.</exception>
    public GridTag Tag() => (GridTag)Byte();

    public bool Flag() => Byte() != 0;

    public byte Byte() => Take(1)[0];

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public string Text() => Encoding.UTF8.GetString(Take(Int32()));

    public string Text(RepeatedTexts texts)
    {
        var length = Int32();
        Take(length);
        return texts.Text(spool, At - length, length);
    }

    public decimal Decimal()
    {
        Span<int> bits = stackalloc int[sizeof(decimal) / sizeof(int)];
        Take(sizeof(decimal)).CopyTo(MemoryMarshal.AsBytes(bits));
        try
        {
            return new decimal(bits);
        }
        catch (ArgumentException)
        {
            throw Unfit();
        }
    }

    public DateOnly Date()
    {
        var day = Int32();
        return day >= 0 && day <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber(day) : throw Unfit();
    }

    /// <summary>A number of things of which each takes some bytes.</summary>
    public int Count()
    {
        var count = Int32();
        return count >= 0 && count <= end - At ? count : throw Unfit();
    }

    /// <summary>Passes over a cell.</summary>
    /// <returns>Characters of its text.</returns>
    public int SkipCell()
    {
        Take(sizeof(int) + 1);
        var has = (GridHas)Byte();
        var characters = Encoding.UTF8.GetCharCount(Take(Int32()));
        if ((has & GridHas.Number) != 0)
        {
            Decimal();
        }

        if ((has & GridHas.Date) != 0)
        {
            Date();
        }

        if ((has & GridHas.Defect) != 0)
        {
            Take(Int32());
        }

        return characters;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > end - At)
        {
            throw Unfit();
        }

        At += length;
        return spool.AsSpan(At - length, length);
    }

    private static EndOfStreamException Unfit() => new("The reading process has not finished.");
}
