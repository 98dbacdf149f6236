namespace DealerIntegration.Domain.Values;

/// <summary>Decimals brought to one scale as whole numbers of 64 bits, the way nearly all amounts of a business fit.
/// </summary>
/// <param name="Largest">Of their sizes, signs aside.</param>
internal readonly record struct NarrowIntegers(long[] Values, long Largest)
{
    // Up to 10^18, the largest below 64 bits with a sign.
    private const int MostPlaces = 18;

    private static readonly ulong[] PowersOfTen = Powers();

    /// <summary>Whether they can be added up without leaving 64 bits.</summary>
    public bool FitsSum => (Int128)Largest * Values.Length <= long.MaxValue;

    /// <summary>Null when one does not fit.</summary>
    public static NarrowIntegers? Of(ReadOnlySpan<decimal> decimals)
    {
        var places = 0;
        foreach (ref readonly var value in decimals)
        {
            places = int.Max(places, value.Scale);
        }

        var values = new long[decimals.Length];
        var largest = 0L;
        Span<int> bits = stackalloc int[4];
        for (var i = 0; i < values.Length; i++)
        {
            decimal.GetBits(decimals[i], bits);
            var shift = places - decimals[i].Scale;
            if (bits[2] != 0 || shift > MostPlaces)
            {
                return null;
            }

            var mantissa = unchecked(((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
            var upper = Math.BigMul(mantissa, PowersOfTen[shift], out var size);
            if (upper != 0 || size > long.MaxValue)
            {
                return null;
            }

            largest = long.Max(largest, (long)size);
            values[i] = bits[3] < 0 ? -(long)size : (long)size;
        }

        return new NarrowIntegers(values, largest);
    }

    private static ulong[] Powers()
    {
        var powers = new ulong[MostPlaces + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
