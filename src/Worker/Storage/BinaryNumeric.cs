using System.Buffers.Binary;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// PostgreSQL's binary <c>numeric</c> to and from decimal, exactly and with its scale: a head of four 16-bit numbers
/// (count of digits, weight of the first, sign, decimals shown), then digits of base 10,000.
/// </summary>
internal static class BinaryNumeric
{
    /// <summary>The most bytes that a decimal takes: the head and nine digits.</summary>
    public const int MostBytes = HeadBytes + (2 * MostDigits);

    private const int HeadBytes = 8;

    // 29 decimal places before or after the point, not aligned to groups of four.
    private const int MostDigits = 9;
    private const int Base = 10_000;
    private const int GroupDecimals = 4;
    private const int MostScale = 28;
    private const ushort Negative = 0x4000;

    // A number of this size still fits into 64 bits after it was moved to a whole group.
    private const ulong SmallEnough = ulong.MaxValue / 1_000;

    private static readonly ulong[] PowersOfTen = [.. Enumerable.Range(0, 20).Select(PowerOfTen)];

    /// <returns>How many bytes were written.</returns>
    public static int Write(decimal value, Span<byte> target)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var scale = value.Scale;
        var groups = (scale + GroupDecimals - 1) / GroupDecimals;
        var shift = PowersOfTen[(groups * GroupDecimals) - scale];
        var (low, high) = unchecked(((uint)parts[0] | ((ulong)(uint)parts[1] << 32), (uint)parts[2]));
        Span<ushort> digits = stackalloc ushort[MostDigits];
        var count = high == 0 && low <= SmallEnough
            ? Split(low * shift, digits)
            : Split(new UInt128(high, low) * shift, digits);

        // Digits stand lowest first; zeros at the end of the fraction are not sent.
        var skipped = 0;
        while (skipped < count && digits[skipped] == 0)
        {
            skipped++;
        }

        BinaryPrimitives.WriteInt16BigEndian(target, (short)(count - skipped));
        BinaryPrimitives.WriteInt16BigEndian(target[2..], (short)(count == skipped ? 0 : count - groups - 1));
        BinaryPrimitives.WriteUInt16BigEndian(target[4..], value < 0m ? Negative : (ushort)0);
        BinaryPrimitives.WriteInt16BigEndian(target[6..], scale);
        var at = HeadBytes;
        for (var i = count - 1; i >= skipped; i--, at += 2)
        {
            BinaryPrimitives.WriteUInt16BigEndian(target[at..], digits[i]);
        }

        return at;
    }

    /// <exception cref="OverflowException">The number has more digits than a decimal.</exception>
    /// <exception cref="InvalidDataException">It is not a number, or infinite.</exception>
    public static decimal Read(ReadOnlySpan<byte> source)
    {
        var count = BinaryPrimitives.ReadInt16BigEndian(source);
        var weight = BinaryPrimitives.ReadInt16BigEndian(source[2..]);
        var sign = BinaryPrimitives.ReadUInt16BigEndian(source[4..]);
        var scale = BinaryPrimitives.ReadInt16BigEndian(source[6..]);
        if (sign is not (0 or Negative))
        {
            throw new InvalidDataException("A numeric column holds NaN or an infinity; amounts have to be numbers.");
        }

        var digits = source[HeadBytes..];
        var decimals = (count - weight - 1) * GroupDecimals;
        if (count <= 4 && scale <= MostScale)
        {
            var small = 0ul;
            for (var i = 0; i < count; i++)
            {
                small = (small * Base) + BinaryPrimitives.ReadUInt16BigEndian(digits[(2 * i)..]);
            }

            var move = scale - decimals;
            if (move <= 0 && move > -PowersOfTen.Length)
            {
                return Make(small / PowersOfTen[-move], 0, scale, sign);
            }

            if (move > 0 && move < PowersOfTen.Length && small <= ulong.MaxValue / PowersOfTen[move])
            {
                return Make(small * PowersOfTen[move], 0, scale, sign);
            }
        }

        return ReadLarge(digits, count, decimals, scale, sign);
    }

    private static decimal ReadLarge(ReadOnlySpan<byte> digits, int count, int decimals, int scale, ushort sign)
    {
        var whole = UInt128.Zero;
        for (var i = 0; i < count; i++)
        {
            whole = checked((whole * Base) + BinaryPrimitives.ReadUInt16BigEndian(digits[(2 * i)..]));
        }

        // The scale wanted, but never more than a decimal has: beyond it only zeros can be left out.
        var wanted = Math.Min(scale, MostScale);
        for (; decimals < wanted; decimals++)
        {
            whole = checked(whole * 10);
        }

        for (; decimals > wanted && whole % 10 == 0; decimals--)
        {
            whole /= 10;
        }

        return whole >> 96 == 0 && decimals <= wanted
            ? Make((ulong)(whole & ulong.MaxValue), (uint)(whole >> 64), decimals, sign)
            : throw new OverflowException("A numeric column holds more digits than an amount can have (28).");
    }

    private static decimal Make(ulong low, uint high, int scale, ushort sign) =>
        unchecked(new decimal((int)low, (int)(low >> 32), (int)high, sign == Negative, (byte)scale));

    private static int Split(ulong number, Span<ushort> digits)
    {
        var count = 0;
        for (; number != 0; number /= Base)
        {
            digits[count++] = (ushort)(number % Base);
        }

        return count;
    }

    private static int Split(UInt128 number, Span<ushort> digits)
    {
        var count = 0;
        for (; number != 0; number /= Base)
        {
            digits[count++] = (ushort)(number % Base);
        }

        return count;
    }

    private static ulong PowerOfTen(int exponent) =>
        Enumerable.Repeat(10ul, exponent).Aggregate(1ul, (product, ten) => product * ten);
}
