using System.Globalization;

namespace DealerIntegration.Connectors.Http;

/// <summary>
/// Writes a JSON number without an exponent: Java writes ten million as <c>1.0E7</c>. Only the point is moved, so that
/// no digit is lost or made up.
/// </summary>
internal static class PlainNumber
{
    // Larger ones are no amount or quantity; they are left to be refused as they stand.
    private const int LargestExponent = 60;

    /// <param name="raw">A number as JSON allows it.</param>
    public static string Of(string raw)
    {
        var cut = raw.AsSpan().IndexOfAny('e', 'E');
        if (cut < 0 || !int.TryParse(
            raw.AsSpan(cut + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            || Math.Abs(exponent) > LargestExponent)
        {
            return raw;
        }

        var isNegative = raw[0] == '-';
        var mantissa = raw[(isNegative ? 1 : 0)..cut];
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var point = (dot < 0 ? digits.Length : dot) + exponent;
        var padded = point <= 0 ? new string('0', 1 - point) + digits : digits.PadRight(point, '0');
        point = Math.Max(point, 1);
        var whole = padded[..point].TrimStart('0');
        return (isNegative ? "-" : "") + (whole.Length == 0 ? "0" : whole)
            + (point < padded.Length ? $".{padded[point..]}" : "");
    }
}
