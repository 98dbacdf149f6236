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
    public static decimal[] Allocate(decimal total, IReadOnlyList<decimal> weights, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 28);
        var units = UnitsOf(total, scale);
        var shares = new decimal[weights.Count];
        if (units.IsZero)
        {
            return shares;
        }

        var integers = ToIntegers(weights);
        var sum = integers.Aggregate(BigInteger.Zero, (a, b) => a + b);
        if (sum.IsZero)
        {
            throw new ArgumentException(
                $"{total} cannot be split over {weights.Count} weights that add up to 0; give one a weight.",
                nameof(weights));
        }

        var counts = LargestRemainder(BigInteger.Abs(units), integers, sum);
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = ToDecimal(units.Sign * counts[i], scale);
        }

        return shares;
    }

    private static BigInteger[] LargestRemainder(BigInteger units, BigInteger[] weights, BigInteger sum)
    {
        // A negative sum would turn "down" into "up"; turning all signs changes no proportion.
        var turn = sum.Sign;
        var divisor = BigInteger.Abs(sum);
        var counts = new BigInteger[weights.Length];
        var remainders = new BigInteger[weights.Length];
        var missing = units;
        for (var i = 0; i < weights.Length; i++)
        {
            var count = BigInteger.DivRem(units * weights[i] * turn, divisor, out var remainder);
            if (remainder.Sign < 0)
            {
                count -= 1;
                remainder += divisor;
            }

            counts[i] = count;
            remainders[i] = remainder;
            missing -= count;
        }

        // The remainders sum to missing × divisor and each is below the divisor: a zero remainder is never reached.
        var order = Enumerable.Range(0, weights.Length).OrderByDescending(i => remainders[i]).ThenBy(i => i);
        foreach (var i in order.Take((int)missing))
        {
            counts[i] += 1;
        }

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

    // An exact move of the decimal point: a division could round. The cast throws when a share is beyond a decimal.
    private static decimal ToDecimal(BigInteger units, int scale)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits((decimal)BigInteger.Abs(units), bits);
        return new decimal(bits[0], bits[1], bits[2], units.Sign < 0, (byte)scale);
    }
}
