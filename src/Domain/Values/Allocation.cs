using System.Numerics;

namespace DealerIntegration.Domain.Values;

/// <summary>
/// Splits an amount in proportion to weights without losing or inventing a unit: largest remainder (最大余数法).
/// </summary>
/// <remarks>
/// Guaranteed: the shares add up to the total exactly; each share is less than one unit (10^−scale) away from its exact
/// proportion; a zero weight gets 0; ties go to the earlier index, so the caller sorts by a stable business key; the
/// reversal of a total is allocated as the mirror image of the total.
/// <para>
/// Weights may have mixed signs (returns among sales): a share is total × weight ÷ (sum of weights), signs kept, so a
/// return takes back its part at the same rate. Every share is first rounded down (towards negative infinity), then the
/// missing units go to the largest remainders. When the weights cancel out to 0 there is no rate and a total other than
/// 0 is refused.
/// </para>
/// </remarks>
public static class Allocation
{
    /// <param name="total">Amount to split; must not have more decimal places than <paramref name="scale"/>.</param>
    /// <param name="weights">Proportions, of any magnitude.</param>
    /// <param name="scale">Decimal places of every share, 0 to 28.</param>
    /// <exception cref="ArgumentException">The total does not fit the scale, or the weights add up to 0.</exception>
    public static decimal[] Allocate(decimal total, ReadOnlySpan<decimal> weights, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 28);
        var units = UnitsOf(total, scale);
        if (units.IsZero)
        {
            return new decimal[weights.Length];
        }

        // Amounts of a business fit into 64 bits, and nearly always their products, too; else the products fit into
        // 128. Anything larger takes the slow way.
        if (BigInteger.Abs(units) > long.MaxValue || NarrowIntegers.Of(weights) is not { } narrow)
        {
            return Split(units, ToIntegers(weights), total, scale);
        }

        return Int128.Abs((Int128)units) * narrow.Largest <= long.MaxValue && narrow.FitsSum
            ? Split((long)units, narrow.Values, total, scale)
            : Split((Int128)units, Array.ConvertAll(narrow.Values, value => (Int128)value), total, scale);
    }

    private static decimal[] Split<T>(T units, T[] weights, decimal total, int scale)
        where T : IBinaryInteger<T>
    {
        var sum = T.Zero;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        if (T.IsZero(sum))
        {
            throw new ArgumentException(
                $"{total} cannot be split over {weights.Length} weights that add up to 0; give one a weight.",
                nameof(weights));
        }

        var counts = LargestRemainder(T.Abs(units), weights, sum);
        var shares = new decimal[counts.Length];
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = ToDecimal(T.IsNegative(units) ? -counts[i] : counts[i], scale);
        }

        return shares;
    }

    private static T[] LargestRemainder<T>(T units, T[] weights, T sum)
        where T : IBinaryInteger<T>
    {
        // A negative sum would turn "down" into "up"; turning all signs changes no proportion.
        var turned = T.IsNegative(sum) ? -units : units;
        var divisor = T.Abs(sum);
        var counts = new T[weights.Length];
        var remainders = new T[weights.Length];
        var missing = units;
        for (var i = 0; i < weights.Length; i++)
        {
            var (count, remainder) = T.DivRem(turned * weights[i], divisor);
            if (T.IsNegative(remainder))
            {
                count--;
                remainder += divisor;
            }

            counts[i] = count;
            remainders[i] = remainder;
            missing -= count;
        }

        // The remainders sum to missing × divisor and each is below the divisor: a zero remainder is never reached.
        LargestValues.Of(remainders, int.CreateChecked(missing), i => counts[i]++);
        return counts;
    }

    private static BigInteger UnitsOf(decimal total, int scale)
    {
        var (mantissa, places) = Parts(total);
        var units = BigInteger.DivRem(
            mantissa * BigInteger.Pow(10, scale), BigInteger.Pow(10, places), out var rest);
        return rest.IsZero
            ? units
            : throw new ArgumentException(
                $"{total} has more than {scale} decimal places; round it first.", nameof(total));
    }

    private static BigInteger[] ToIntegers(ReadOnlySpan<decimal> weights)
    {
        var places = 0;
        foreach (var weight in weights)
        {
            places = int.Max(places, weight.Scale);
        }

        var integers = new BigInteger[weights.Length];
        for (var i = 0; i < integers.Length; i++)
        {
            var (mantissa, scale) = Parts(weights[i]);
            integers[i] = mantissa * BigInteger.Pow(10, places - scale);
        }

        return integers;
    }

    private static (BigInteger Mantissa, int Places) Parts(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var mantissa = (new BigInteger(unchecked((uint)bits[2])) << 64)
            + (new BigInteger(unchecked((uint)bits[1])) << 32)
            + unchecked((uint)bits[0]);
        return (value < 0m ? -mantissa : mantissa, value.Scale);
    }

    // An exact move of the decimal point: a division could round. It throws when a share is beyond a decimal.
    private static decimal ToDecimal<T>(T units, int scale)
        where T : IBinaryInteger<T>
    {
        if (units is long narrow)
        {
            var size = (ulong)long.Abs(narrow);
            return new decimal(
                unchecked((int)(uint)size), unchecked((int)(uint)(size >> 32)), 0, narrow < 0, (byte)scale);
        }

        Span<int> bits = stackalloc int[4];
        decimal.GetBits(decimal.CreateChecked(T.Abs(units)), bits);
        return new decimal(bits[0], bits[1], bits[2], T.IsNegative(units), (byte)scale);
    }
}
