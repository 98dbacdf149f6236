namespace DealerIntegration.Domain.Diversion.Codes.Gs1;

/// <summary>What a component must be besides its signs.</summary>
internal enum AiCheck
{
    None,

    /// <summary>The last digit is a mod 10 check digit.</summary>
    CheckDigit,

    /// <summary>Year, month and day in two digits each.</summary>
    Day,

    /// <summary>The same, where day 00 means the whole month.</summary>
    DayOrMonth,
}

/// <summary>A part of a value: its signs, least and most of them, and whether it may be missing.</summary>
internal sealed record AiComponent(CharacterSet Signs, int Least, int Most, bool Optional, AiCheck Check)
{
    /// <summary>
    /// Reads the notation of the table: a letter for the signs (N digits, X set 82, Y set 39, Z base 64), the length or
    /// least-most, then c check digit, d day or month, D day; a question mark in front: may be missing.
    /// </summary>
    public static AiComponent Parse(string notation)
    {
        var optional = notation[0] == '?';
        var body = optional ? notation[1..] : notation;
        var check = body[^1] switch
        {
            'c' => AiCheck.CheckDigit,
            'd' => AiCheck.DayOrMonth,
            'D' => AiCheck.Day,
            _ => AiCheck.None,
        };
        var lengths = body[1..].TrimEnd('c', 'd', 'D').Split('-');
        return new AiComponent(
            CharacterSet.Named(body[0]), int.Parse(lengths[0]), int.Parse(lengths[^1]), optional, check);
    }

    /// <summary>What is wrong with the text as this component; null: nothing.</summary>
    public string? Fault(ReadOnlySpan<char> text)
    {
        if (!Signs.Holds(text))
        {
            return Signs == CharacterSet.Digits ? "holds more than digits" : "holds a sign GS1 does not allow";
        }

        return Check switch
        {
            AiCheck.CheckDigit when !CheckDigits.EndsInMod10(text) =>
                $"has the check digit {text[^1]} where {CheckDigits.Mod10(text[..^1])} belongs",
            AiCheck.Day when !IsDay(text, 1) => "is no day (YYMMDD)",
            AiCheck.DayOrMonth when !IsDay(text, 0) => "is no day (YYMMDD)",
            _ => null,
        };
    }

    // Two digits leave the century open; every fourth year is a leap year either way.
    private static bool IsDay(ReadOnlySpan<char> text, int firstDay)
    {
        var month = Pair(text[2..]);
        var day = Pair(text[4..]);
        return month is >= 1 and <= 12
            && day >= firstDay
            && day <= DateTime.DaysInMonth(2000 + Pair(text), month);
    }

    private static int Pair(ReadOnlySpan<char> digits) => ((digits[0] - '0') * 10) + (digits[1] - '0');
}
