using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes.Lines;

/// <summary>
/// What an invoice line would come to under another quantity or price (按凭据重算的发票行金额). Each line is rounded to the cent
/// half away from zero, first without tax and then with it, the way invoices are.
/// </summary>
internal static class LineAmounts
{
    private const decimal OneCent = 0.01m;

    /// <summary>What the line gave off its list amount (折扣额); null where it states no price.</summary>
    public static decimal? Discount(this EvidenceLine line) => line.UnitPrice is { } price
        ? Rounding.Cents.Apply(line.Quantity * price) - line.NetAmount
        : null;

    /// <summary>Without tax, for another quantity; a discount of the line shrinks or grows with it.</summary>
    public static decimal NetFor(this EvidenceLine line, decimal quantity) =>
        line is { UnitPrice: { } price } && line.Discount() == 0m
            ? Rounding.Cents.Apply(quantity * price)
            : Share(line.NetAmount, quantity, line.Quantity);

    /// <summary>Without tax, at another price; a discount of the line shrinks or grows with it.</summary>
    public static decimal NetAt(this EvidenceLine line, decimal price) => line.NetFor(line.Quantity, price);

    /// <summary>Without tax, for another quantity at another price.</summary>
    public static decimal NetFor(this EvidenceLine line, decimal quantity, decimal price) =>
        line is { UnitPrice: { } own } && line.Discount() is not 0m
            ? Share(line.NetAmount, quantity * price, line.Quantity * own)
            : Rounding.Cents.Apply(quantity * price);

    /// <summary>What another amount without tax adds to the line with tax.</summary>
    public static decimal EffectOf(this EvidenceLine line, decimal net) =>
        Gross(line, net) - Gross(line, line.NetAmount);

    // The rate is the product master's of today. Where the invoice was made at another one, its own amounts say so.
    private static decimal Gross(EvidenceLine line, decimal net)
    {
        var gross = Rounding.Cents.Apply(line.NetAmount * (1 + line.TaxRate));
        return line.NetAmount == 0m || Math.Abs(gross - line.GrossAmount) <= OneCent
            ? Rounding.Cents.Apply(net * (1 + line.TaxRate))
            : Share(line.GrossAmount, net, line.NetAmount);
    }

    private static decimal Share(decimal amount, decimal part, decimal whole) =>
        whole == 0m ? amount : Rounding.Cents.Apply(amount * part / whole);
}
