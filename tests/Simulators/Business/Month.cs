using System.Diagnostics.CodeAnalysis;

namespace DealerIntegration.Simulators.Business;

/// <summary>The month the seeded business is about (会计期间), written 2026-10.</summary>
internal readonly record struct Month(DateOnly Start)
{
    public DateOnly End => Start.AddMonths(1).AddDays(-1);

    /// <summary>
    /// The day on which the partners' systems live: a few days into the next month, when books are compared.
    /// </summary>
    public DateOnly Today => Start.AddMonths(1).AddDays(4);

    public static bool TryParse([NotNullWhen(true)] string? text, out Month month)
    {
        var valid = DateOnly.TryParseExact(text, "yyyy-MM", out var day);
        month = new Month(day);
        return valid;
    }

    /// <summary>A day of the month; 0 is the last day before it.</summary>
    public DateOnly Day(int day) => Start.AddDays(day - 1);

    public bool Contains(DateOnly date) => date >= Start && date <= End;

    public override string ToString() => Start.ToString("yyyy-MM");
}
