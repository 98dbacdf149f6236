using System.Collections.Frozen;

namespace DealerIntegration.Domain.Values;

/// <summary>
/// Decimal places of a currency's smallest unit (币种小数位), by ISO 4217. A partner that deviates says so in its own
/// configuration; this table is not bent for it.
/// </summary>
public static class CurrencyScale
{
    private static readonly FrozenDictionary<string, int> Exceptions = new Dictionary<string, int>
    {
        ["BIF"] = 0,
        ["CLP"] = 0,
        ["DJF"] = 0,
        ["GNF"] = 0,
        ["ISK"] = 0,
        ["JPY"] = 0,
        ["KMF"] = 0,
        ["KRW"] = 0,
        ["PYG"] = 0,
        ["RWF"] = 0,
        ["UGX"] = 0,
        ["VND"] = 0,
        ["VUV"] = 0,
        ["XAF"] = 0,
        ["XOF"] = 0,
        ["XPF"] = 0,
        ["BHD"] = 3,
        ["IQD"] = 3,
        ["JOD"] = 3,
        ["KWD"] = 3,
        ["LYD"] = 3,
        ["OMR"] = 3,
        ["TND"] = 3,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="currency">Three capital letters.</param>
    /// <exception cref="ArgumentException">The text is not a currency code.</exception>
    public static int Of(string currency) =>
        currency is [>= 'A' and <= 'Z', >= 'A' and <= 'Z', >= 'A' and <= 'Z']
            ? Exceptions.GetValueOrDefault(currency, 2)
            : throw new ArgumentException(
                $"'{currency}' is not a currency code; write three capital letters, for example CNY.",
                nameof(currency));
}
