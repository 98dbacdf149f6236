using System.Globalization;

namespace DealerIntegration.Domain.Rebates;

/// <summary>How amounts are written in explanations: grouped, every digit that matters, at least two places.</summary>
internal static class Figures
{
    public static string Amount(decimal value) =>
        value.ToString("#,0.00##########################", CultureInfo.InvariantCulture);

    /// <summary>A difference: its sign stands before it, also where it is a gain.</summary>
    public static string Signed(decimal value) => value < 0m ? Amount(value) : $"+{Amount(value)}";

    public static string Plain(decimal value) =>
        value.ToString("#,0.############################", CultureInfo.InvariantCulture);
}
