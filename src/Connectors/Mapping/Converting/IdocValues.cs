using System.Globalization;

namespace DealerIntegration.Connectors.Mapping.Converting;

/// <summary>Values as SAP writes them into the character fields of an IDoc.</summary>
internal static class IdocValues
{
    /// <summary>20261031, and eight zeros for no date.</summary>
    public static Complaint? Date(string text, out object? value)
    {
        value = null;
        var digits = text.Trim();
        if (digits.Length == 0 || digits == "00000000")
        {
            return null;
        }

        if (DateOnly.TryParseExact(digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            value = date;
            return null;
        }

        return new("not-an-idoc-date", $"'{text}' is not a date of the form 20261031.", "Check the mapped field.");
    }

    /// <summary>The sign stands behind the digits (1250.00-), and blanks may stand before them.</summary>
    public static Complaint? Number(string text, out object? value)
    {
        var plain = text.Trim();
        var isNegative = plain.EndsWith('-');
        var digits = isNegative ? plain[..^1].TrimEnd() : plain;
        value = null;
        if (digits.Length == 0 || (isNegative && !char.IsAsciiDigit(digits[0])))
        {
            return new("not-a-number", $"'{text}' is not a number.", "Write digits with a point, like 1250.00-.");
        }

        return Numbers.Decimal(isNegative ? $"-{digits}" : digits, out value);
    }

    /// <summary>
    /// SAP fills numbers with zeros to the width of their field and leaves names alone (ALPHA 转换): 0000001460 is 1460,
    /// and 00A7 is 00A7.
    /// </summary>
    public static Complaint? Alpha(string text, out object? value)
    {
        var plain = text.Trim();
        return plain.All(char.IsAsciiDigit) ? Texts.TrimZeros(plain, out value) : Texts.Trim(plain, out value);
    }
}
