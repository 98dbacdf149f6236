namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>
/// Reads numbers that the file writes out in full (12.5, -1234): nearly all, and exactly, without a detour over binary
/// fractions. Others (1E-05, more than 15 digits) are left to the general way.
/// </summary>
internal static class PlainNumber
{
    private const int Digits = 15;

    public static bool TryParse(ReadOnlySpan<byte> text, out decimal value)
    {
        value = 0;
        var negative = text.Length > 1 && text[0] == (byte)'-';
        var (digits, scale, point) = (0L, 0, false);
        var rest = negative ? text[1..] : text;
        if (rest.Length is 0 or > Digits + 1 || rest[0] == (byte)'.' || rest[^1] == (byte)'.')
        {
            return false;
        }

        foreach (var sign in rest)
        {
            if (sign == (byte)'.' && !point)
            {
                point = true;
            }
            else if (sign is >= (byte)'0' and <= (byte)'9')
            {
                digits = (digits * 10) + (sign - '0');
                scale += point ? 1 : 0;
            }
            else
            {
                return false;
            }
        }

        if (rest.Length - (point ? 1 : 0) > Digits)
        {
            return false;
        }

        value = new decimal(unchecked((int)digits), (int)(digits >> 32), 0, negative && digits != 0, (byte)scale);
        return true;
    }

    /// <summary>Whether a number is written as a person would: no zeros in front, none behind the point.</summary>
    public static bool IsTidy(ReadOnlySpan<byte> text)
    {
        var start = text[0] == (byte)'-' ? 1 : 0;
        var leading = text.Length > start + 1 && text[start] == (byte)'0' && text[start + 1] != (byte)'.';
        return !leading && !(text[^1] == (byte)'0' && text.IndexOf((byte)'.') >= 0) && !text.SequenceEqual("-0"u8);
    }
}
