namespace DealerIntegration.Domain.Diversion;

/// <summary>
/// Distance over the surface of the earth (球面距离) without floating point. The earth is taken for a ball; that and the
/// arithmetic together are off by less than one in a hundred.
/// </summary>
public static class GreatCircle
{
    private const decimal Radius = 6_371.0088m;
    private const decimal Pi = 3.14159265358979323846m;

    // Terms of the series below: with angles up to a quarter turn the next one is under a billionth.
    private const int Terms = 8;
    private const int RootSteps = 64;

    /// <summary>Kilometres between two points, not rounded.</summary>
    public static decimal Kilometres(GeoPoint from, GeoPoint to)
    {
        var up = Sine(Radians(to.Latitude - from.Latitude) / 2m);
        var along = Sine(Radians(Turn(to.Longitude - from.Longitude)) / 2m);
        var haversine = (up * up)
            + (Cosine(Radians(from.Latitude)) * Cosine(Radians(to.Latitude)) * along * along);
        return 2m * Radius * ArcSine(Root(Math.Clamp(haversine, 0m, 1m)));
    }

    private static decimal Radians(decimal degrees) => degrees * Pi / 180m;

    // The short way round: 179° east and 179° west are neighbours.
    private static decimal Turn(decimal degrees) => degrees > 180m ? degrees - 360m
        : degrees < -180m ? degrees + 360m
        : degrees;

    private static decimal Sine(decimal x)
    {
        var (sum, term) = (x, x);
        for (var n = 1; n <= Terms; n++)
        {
            term *= -x * x / (2 * n * ((2 * n) + 1));
            sum += term;
        }

        return sum;
    }

    private static decimal Cosine(decimal x) => Sine((Pi / 2m) - (x < 0m ? -x : x));

    // Halving the angle first keeps the series short: asin x = 2 asin(x / √(2 + 2 √(1 − x²))).
    private static decimal ArcSine(decimal x)
    {
        if (x <= 0.5m)
        {
            var (sum, power, odd) = (x, x, 1m);
            for (var n = 1; n <= 2 * Terms; n++)
            {
                odd *= ((2 * n) - 1) / (decimal)(2 * n);
                power *= x * x;
                sum += odd * power / ((2 * n) + 1);
            }

            return sum;
        }

        return 2m * ArcSine(x / Root(2m + (2m * Root(1m - (x * x)))));
    }

    /// <summary>Newton's square root of a number that is not negative.</summary>
    private static decimal Root(decimal x)
    {
        if (x == 0m)
        {
            return 0m;
        }

        var root = x > 1m ? x : 1m;
        for (var step = 0; step < RootSteps; step++)
        {
            var next = (root + (x / root)) / 2m;
            if (next >= root)
            {
                break;
            }

            root = next;
        }

        return root;
    }
}
