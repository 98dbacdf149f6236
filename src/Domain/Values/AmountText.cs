using System.Globalization;

namespace DealerIntegration.Domain.Values;

/// <summary>
/// An amount as text for arithmetic and evidence (金额文本): every digit it has, and at least two places.
/// </summary>
public static class AmountText
{
    public static string Of(decimal amount) =>
        amount.ToString("0.00##########################", CultureInfo.InvariantCulture);

    /// <summary>A quantity or a rate: every digit it has and no more.</summary>
    public static string Plain(decimal value) =>
        value.ToString("0.############################", CultureInfo.InvariantCulture);
}
