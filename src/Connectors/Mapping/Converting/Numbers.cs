using System.Globalization;

namespace DealerIntegration.Connectors.Mapping.Converting;

/// <summary>
/// Numbers as machines write them: a sign, digits and a decimal point; never separators or exponents.
/// </summary>
internal static class Numbers
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    // Every text up to this length has few enough digits for a decimal to hold it without rounding.
    private const int AlwaysExact = 28;

    public static Complaint? Decimal(string text, out object? value)
    {
        value = null;
        if (!decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number))
        {
            return new(
                "not-a-number", $"'{text}' is not a number.", "Write digits with a decimal point, like -1234.50.");
        }

        if (text.Length > AlwaysExact && !IsExact(text))
        {
            return new(
                "not-exact",
                $"'{text}' has more digits than can be kept exactly.",
                "Send at most 28 significant digits.");
        }

        value = number;
        return null;
    }

    public static Complaint? Integer(string text, out object? value)
    {
        value = null;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return new("not-an-integer", $"'{text}' is not a whole number.", "Write digits only, like 12.");
        }

        value = number;
        return null;
    }

    // Zeros at either end carry no information: SAP sends quantities with 14 decimals that are mostly zeros.
    private static bool IsExact(string text)
    {
        var digits = text.TrimStart('-', '+', '0');
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var kept = point < 0 ? digits : digits.TrimEnd('0').TrimEnd('.');
        var decimals = point < 0 || point >= kept.Length ? 0 : kept.Length - point - 1;
        var significant = kept.Replace(".", "", StringComparison.Ordinal).TrimStart('0').Length;
        return significant <= 28 && decimals <= 28;
    }
}
