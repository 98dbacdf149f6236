namespace DealerIntegration.Domain.Rebates;

/// <summary>What a month books of an estimate (计提变动): accrued now − accrued before.</summary>
public sealed record AccrualChange(
    string PolicyCode, string DealerCode, EarningPeriod Period, string Currency, decimal Before, decimal Now)
{
    /// <summary>Negative: released.</summary>
    public decimal Amount => Now - Before;

    public string Arithmetic =>
        $"Accrued {Figures.Amount(Now)} − accrued before {Figures.Amount(Before)} = "
        + $"{Figures.Amount(Amount)} {Currency}.";

    /// <param name="accruedBefore">
    /// What the last settlement of the same policy, dealer and earning period stated. A changed expectation makes the
    /// difference a catch-up over everything bought so far.
    /// </param>
    public static AccrualChange Of(RebateResult result, decimal accruedBefore) => new(
        result.PolicyCode, result.DealerCode, result.Period, result.Currency, accruedBefore, result.Accrued);
}
