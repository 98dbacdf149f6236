using System.Buffers;

namespace DealerIntegration.Domain.Diversion.Codes;

/// <summary>Check characters of codes (校验位): GS1's own and those that private codes (物流码) use.</summary>
public static class CheckDigits
{
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly SearchValues<char> AlphanumericSigns = SearchValues.Create(Alphanumeric);

    /// <summary>Mod 10 with weights 3 and 1 from the right, as under every GS1 key; digits only.</summary>
    public static char Mod10(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        var weight = 3;
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            sum += weight * (digits[i] - '0');
            weight = 4 - weight;
        }

        return Digit((10 - (sum % 10)) % 10);
    }

    /// <summary>Whether the last digit is the mod 10 check digit of the ones before it.</summary>
    public static bool EndsInMod10(ReadOnlySpan<char> digits) =>
        digits.Length > 1 && AllDigits(digits) && digits[^1] == Mod10(digits[..^1]);

    /// <summary>Luhn: every second digit from the right doubled, tens and ones of it added.</summary>
    public static bool EndsInLuhn(ReadOnlySpan<char> digits)
    {
        if (digits.Length < 2 || !AllDigits(digits))
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var value = digits[digits.Length - 1 - i] - '0';
            var doubled = i % 2 == 0 ? value : value * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return sum % 10 == 0;
    }

    /// <summary>ISO/IEC 7064 mod 11,10: one check digit after digits.</summary>
    public static bool EndsInMod11And10(ReadOnlySpan<char> digits) =>
        digits.Length > 1 && AllDigits(digits) && Hybrid(digits, 10);

    /// <summary>ISO/IEC 7064 mod 37,36: one check character after letters and digits.</summary>
    public static bool EndsInMod37And36(ReadOnlySpan<char> text) =>
        text.Length > 1 && text.IndexOfAnyExcept(AlphanumericSigns) < 0 && Hybrid(text, 36);

    /// <summary>ISO/IEC 7064 mod 97-10: two check digits after digits; the whole leaves 1.</summary>
    public static bool EndsInMod97(ReadOnlySpan<char> digits)
    {
        if (digits.Length < 3 || !AllDigits(digits))
        {
            return false;
        }

        var rest = 0;
        foreach (var digit in digits)
        {
            rest = ((rest * 10) + (digit - '0')) % 97;
        }

        return rest == 1;
    }

    public static bool AllDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool Hybrid(ReadOnlySpan<char> text, int modulus)
    {
        var product = modulus;
        foreach (var c in text[..^1])
        {
            var sum = (product + Alphanumeric.IndexOf(c, StringComparison.Ordinal)) % modulus;
            product = (sum == 0 ? modulus : sum) * 2 % (modulus + 1);
        }

        return (product + Alphanumeric.IndexOf(text[^1], StringComparison.Ordinal)) % modulus == 1;
    }

    private static char Digit(int value) => (char)('0' + value);
}
