using DealerIntegration.Domain.Reconciliation.Causes.Lines;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>
/// Every cause, in the order of precedence. A new cause is one file, one member of the enum, one line here (a cause in
/// the lines of an invoice: in <see cref="LineCauses"/>), a name and a test class.
/// </summary>
internal static class BreakCauses
{
    public static readonly IReadOnlyList<IBreakCause> InPrecedence =
    [
        new WrittenOffCause(),
        new InTransitAtCutOffCause(),
        new OtherPeriodCause(),
        new DuplicateCause(),
        new WrongDealerCause(),
        new CurrencyCause(),
        .. LineCauses.InPrecedence,
        new RoundingOrTaxCause(),
        new AmountCause(),
        new DeductionCause(),
        new NotBookedByDealerCause(),
        new NotBookedByUsCause(),
    ];
}
