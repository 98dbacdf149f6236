namespace DealerIntegration.Domain.Diversion;

/// <summary>
/// Administrative area codes (行政区划代码, GB/T 2260): six digits, two each for province, city and county. A pair of
/// zeros at the end means "all of it": 330000 holds 330100, which holds 330106; 000000 is the whole country.
/// </summary>
public static class AreaCode
{
    public const int Length = 6;

    public static bool IsValid(string? code) =>
        code is { Length: Length } && code.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Whether <paramref name="inner"/> is or lies in <paramref name="outer"/>; both valid.</summary>
    public static bool Covers(string outer, string inner) =>
        inner.AsSpan().StartsWith(outer.AsSpan(0, SignificantDigits(outer)), StringComparison.Ordinal);

    /// <summary>The city an area belongs to (地级): its first four digits.</summary>
    public static string Prefecture(string code) => string.Concat(code.AsSpan(0, 4), "00");

    // By pairs, not by single zeros: 331000 is a city of its own and not the whole of "331".
    private static int SignificantDigits(string code)
    {
        var length = Length;
        while (length > 0 && code[length - 1] == '0' && code[length - 2] == '0')
        {
            length -= 2;
        }

        return length;
    }
}
