namespace DealerIntegration.Connectors.Mapping.Converting;

/// <summary>Codes as partners write them, brought to one form.</summary>
internal static class Texts
{
    public static Complaint? Trim(string text, out object? value)
    {
        value = text.Trim();
        return null;
    }

    /// <summary>000010 → 10, 0 → 0: SAP pads keys with zeros in some services and not in others.</summary>
    public static Complaint? TrimZeros(string text, out object? value)
    {
        var trimmed = text.TrimStart('0');
        value = trimmed.Length == 0 && text.Length > 0 ? "0" : trimmed;
        return null;
    }

    public static Complaint? Upper(string text, out object? value)
    {
        value = text.ToUpperInvariant();
        return null;
    }

    /// <summary>17850.0 → 17850: a code that passed through a program which took it for a number.</summary>
    public static Complaint? IntegerText(string text, out object? value)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        if (whole.Length == 0
            || !whole.All(char.IsAsciiDigit)
            || (point >= 0 && !text.AsSpan(point + 1).Trim('0').IsEmpty))
        {
            value = null;
            return new(
                "not-an-integer-code",
                $"'{text}' is not a code of digits, or has decimals.",
                "Correct the code at the source, or map the field without integerText.");
        }

        value = whole;
        return null;
    }
}
