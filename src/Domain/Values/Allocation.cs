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
    // Up to 10^18, the largest below 64 bits with a sign.
    private static readonly ulong[] PowersOfTen =
        [.. Enumerable.Range(0, 19).Select(places => (ulong)BigInteger.Pow(10, places))];

    /// <param name="total">Amount to split; must not have more decimal places than <paramref name="scale"/>.</param>
    /// <param name="weights">Proportions, of any magnitude.</param>
    /// <param name="scale">Decimal places of every share, 0 to 28.</param>
    /// <exception cref="ArgumentException">The total does not fit the scale, or the weights add up to 0.</exception>
    public static decimal[] Allocate(decimal total, IReadOnlyList<decimal> weights, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 28);
        var units = UnitsOf(total, scale);
        if (units.IsZero)
        {
            return new decimal[weights.Count];
        }

        // Amounts of a business fit into 64 bits, hence their products into 128; anything else takes the slow way.
        return BigInteger.Abs(units) <= long.MaxValue && TryNarrow(weights) is { } narrow
            ? Split((Int128)units, narrow, total, scale)
            : Split(units, ToIntegers(weights), total, scale);
    }

    private static decimal[] Split<T>(T units, T[] weights, decimal total, int scale)
        where T : IBinaryInteger<T>
    {
        var sum = weights.Aggregate(T.Zero, (a, b) => a + b);
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
        var order = Enumerable.Range(0, weights.Length).OrderByDescending(i => remainders[i]).ThenBy(i => i);
        foreach (var i in order.Take(int.CreateChecked(missing)))
        {
            counts[i]++;
        }

        return counts;
    }

    /// <summary>The weights as whole numbers of 64 bits; null when one does not fit.</summary>
    private static Int128[]? TryNarrow(IReadOnlyList<decimal> weights)
    {
        var places = weights.Count == 0 ? 0 : weights.Max(weight => weight.Scale);
        var integers = new Int128[weights.Count];
        Span<int> bits = stackalloc int[4];
        for (var i = 0; i < integers.Length; i++)
        {
            var weight = weights[i];
            var shift = places - weight.Scale;
            decimal.GetBits(weight, bits);
            if (bits[2] != 0 || shift >= PowersOfTen.Length)
            {
                return null;
            }

            var mantissa = unchecked(((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
            var integer = (UInt128)mantissa * PowersOfTen[shift];
            if (integer > long.MaxValue)
            {
                return null;
            }

            integers[i] = weight < 0m ? -(Int128)integer : (Int128)integer;
        }

        return integers;
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

    private static BigInteger[] ToIntegers(IReadOnlyList<decimal> weights)
    {
        var parts = weights.Select(Parts).ToArray();
        var places = parts.Length == 0 ? 0 : parts.Max(part => part.Places);
        return [.. parts.Select(part => part.Mantissa * BigInteger.Pow(10, places - part.Places))];
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
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(decimal.CreateChecked(T.Abs(units)), bits);
        return new decimal(bits[0], bits[1], bits[2], T.IsNegative(units), (byte)scale);
    }
}
