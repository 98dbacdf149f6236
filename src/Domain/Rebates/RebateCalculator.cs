using DealerIntegration.Domain.Rebates.Calculation;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>
/// Computes what dealers earned (返利计算). A pure function of policies and input: the same lines in any order give the
/// same amounts, the same traces and the same words.
/// </summary>
public static class RebateCalculator
{
    /// <summary>
    /// What every dealer earned under every policy that is for it, in the earning period the month belongs to, counting
    /// what happened up to the end of the month: by stacking order of the policies, then by dealer.
    /// </summary>
    /// <param name="input">Holds every dealer that one of the policies adds up with another.</param>
    /// <exception cref="ArgumentException">A document line is given twice.</exception>
    public static IReadOnlyList<RebateResult> Calculate(PolicySet policies, RebateInput input, Period month) =>
        new SetCalculation(policies, input, month).Run();
}
