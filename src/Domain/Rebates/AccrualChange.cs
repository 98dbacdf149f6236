namespace DealerIntegration.Domain.Rebates;

/// <summary>
/// What a month books of an estimate (计提变动): accrued now − accrued before. A changed expectation makes it a catch-up
/// over everything bought so far.
/// </summary>
/// <param name="Period">Name of the earning period.</param>
/// <param name="Before">What the settlements of the months before stated last; 0 where none did.</param>
/// <param name="Now">What the month's last settlement states.</param>
public sealed record AccrualChange(
    string PolicyCode, string DealerCode, string Period, string Currency, decimal Before, decimal Now)
{
    /// <summary>Negative: released.</summary>
    public decimal Amount => Now - Before;
}
