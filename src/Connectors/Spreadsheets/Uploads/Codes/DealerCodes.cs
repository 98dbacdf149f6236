namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Codes;

/// <summary>
/// One of the dealer's units in ours (单位换算): 1 箱 = 24 瓶 is 24 over 1. Two numbers, so that a third stays exact.
/// </summary>
/// <param name="Unit">Our unit.</param>
/// <param name="Numerator">Above 0.</param>
/// <param name="Denominator">Above 0.</param>
public sealed record UnitFactor(string Unit, decimal Numerator, decimal Denominator)
{
    /// <summary>A quantity in our unit; null where no decimal number of this scale is exactly that.</summary>
    public decimal? Convert(decimal quantity, int scale) => Exact(quantity * Numerator, Denominator, scale);

    /// <summary>A price of one of theirs as that of one of ours; null where none of this scale is exact.</summary>
    public decimal? ConvertPrice(decimal price, int scale) => Exact(price * Denominator, Numerator, scale);

    private static decimal? Exact(decimal dividend, decimal divisor, int scale)
    {
        var quotient = dividend / divisor;
        return quotient * divisor == dividend && ValueReader.ScaleOf(quotient) <= scale ? quotient : null;
    }
}

/// <summary>A product of ours that a dealer may have meant (相近商品).</summary>
public sealed record NearProduct(string Code, string Name);

/// <summary>
/// A dealer's own codes of products and its units, as they were mapped (编码对照). Their words are compared folded and
/// without case.
/// </summary>
/// <param name="products">The dealer's code to ours.</param>
/// <param name="units">
/// The dealer's unit to ours; for one of our products, or for all where the product is empty.
/// </param>
public sealed class DealerCodes(
    IReadOnlyDictionary<string, string> products, IReadOnlyDictionary<(string Unit, string Product), UnitFactor> units)
{
    public static readonly DealerCodes None = new(
        new Dictionary<string, string>(), new Dictionary<(string Unit, string Product), UnitFactor>());

    /// <summary>The form in which a dealer's code or unit is kept and looked up.</summary>
    public static string Key(string written) => Reading.CellText.Fold(written).ToUpperInvariant();

    /// <summary>Our code; null: not mapped.</summary>
    public string? Product(string written) =>
        products.Count == 0 ? null : products.GetValueOrDefault(Key(written));

    /// <summary>Our unit and the factor; what is said of the product goes before what holds for all.</summary>
    public UnitFactor? Unit(string written, string? product)
    {
        if (units.Count == 0)
        {
            return null;
        }

        var key = Key(written);
        return (product is null ? null : units.GetValueOrDefault((key, product))) ?? units.GetValueOrDefault((key, ""));
    }
}
