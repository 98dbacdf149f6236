namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>
/// Every cause, in the order of precedence. A new cause is one file, one member of the enum and one line here.
/// </summary>
internal static class BreakCauses
{
    public static readonly IReadOnlyList<IBreakCause> InPrecedence =
    [
        new WrittenOffCause(),
        new InTransitAtCutOffCause(),
        new OtherPeriodCause(),
        new DuplicateCause(),
        new QuantityCause(),
        new UnitPriceCause(),
        new RoundingOrTaxCause(),
        new NotBookedByDealerCause(),
        new NotBookedByUsCause(),
    ];
}
