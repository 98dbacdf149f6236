namespace DealerIntegration.Domain.Reconciliation.Causes.Lines;

/// <summary>The causes that stand in the lines of an invoice, in the order of precedence.</summary>
internal static class LineCauses
{
    public static readonly IReadOnlyList<LineCause> InPrecedence =
    [
        new QuantityCause(),
        new UnitOfMeasureCause(),
        new UnitPriceCause(),
        new DiscountCause(),
        new UnknownProductCause(),
    ];
}
