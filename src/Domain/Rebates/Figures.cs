using System.Globalization;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>
/// How amounts are written in explanations: grouped, at least two places, every digit that matters. A division that
/// does not end is cut with an ellipsis.
/// </summary>
internal static class Figures
{
    private const int MostPlaces = 8;

    private static readonly Rounding Cut = new(RoundingMode.Down, MostPlaces);

    public static string Amount(decimal value) => Written(value, "#,0.00######");

    /// <summary>A difference: its sign stands before it, also where it is a gain.</summary>
    public static string Signed(decimal value) => value < 0m ? Amount(value) : $"+{Amount(value)}";

    public static string Plain(decimal value) => Written(value, "#,0.########");

    private static string Written(decimal value, string format)
    {
        var cut = Cut.Apply(value);
        return cut.ToString(format, CultureInfo.InvariantCulture) + (cut == value ? "" : "…");
    }
}
