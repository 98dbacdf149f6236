using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>
/// Computes what a dealer earned (返利计算). A pure function of policy and lines: the same lines in any order give the
/// same amount, the same trace and the same words.
/// </summary>
public static class RebateCalculator
{
    /// <param name="policy">Validated; see <see cref="RebatePolicy.Validate"/>.</param>
    /// <param name="dealerCode">A dealer the policy is for; see <see cref="RebatePolicy.AppliesTo"/>.</param>
    /// <param name="lines">The dealer's lines, in the policy's currency; those that do not count are left out.</param>
    /// <exception cref="ArgumentException">The policy is not for this dealer, or a line is given twice.</exception>
    public static RebateResult Calculate(
        RebatePolicy policy, string dealerCode, Period period, IReadOnlyList<RebateLine> lines)
    {
        if (!policy.Names(dealerCode))
        {
            throw new ArgumentException(
                $"Policy {policy.Code} is not for dealer {dealerCode}; ask AppliesTo first.", nameof(dealerCode));
        }

        var (counted, leftOut) = LineSelection.Select(policy, period, lines);
        var basis = Totals(policy.Basis, counted);
        var outcome = basis.Measure > 0m ? policy.Rule.Compute(basis) : null;
        var payout = Payout.Of(policy, outcome, counted);
        return new RebateResult(
            policy.Code,
            policy.Version,
            dealerCode,
            period,
            policy.Currency,
            payout.Earned,
            basis.Measure,
            outcome?.TierReached,
            payout.Slices,
            [BasisWords(policy, basis, counted.Count), .. Explanation.Of(policy, outcome, payout)],
            [.. counted.Select((line, i) => new RebateTraceLine(
                line.DocumentNumber,
                line.Position,
                line.Date,
                line.ProductCode,
                Contribution(policy.Basis, policy.Basis.Measure, line),
                payout.Shares[i]))],
            leftOut);
    }

    /// <summary>What a line gives to the value or to the quantity.</summary>
    internal static decimal Contribution(PolicyBasis basis, BasisMeasure measure, RebateLine line) =>
        measure == BasisMeasure.Quantity ? line.Quantity
        : basis.TaxInclusive ? line.GrossAmount
        : line.NetAmount;

    private static BasisTotals Totals(PolicyBasis basis, IReadOnlyList<RebateLine> lines)
    {
        var (value, quantity) = (0m, 0m);
        foreach (var line in lines)
        {
            value += Contribution(basis, BasisMeasure.Value, line);
            quantity += line.Quantity;
        }

        return new BasisTotals(basis.Measure, value, quantity);
    }

    private static string BasisWords(RebatePolicy policy, BasisTotals basis, int count)
    {
        var what = policy.Basis.Measure == BasisMeasure.Quantity
            ? $"quantity {Figures.Plain(basis.Quantity)} (value {Figures.Amount(basis.Value)} {policy.Currency})"
            : $"value {Figures.Amount(basis.Value)} {policy.Currency}";
        var tax = policy.Basis.TaxInclusive ? "with tax" : "without tax";
        var returns = policy.Basis.NetOfReturns ? "returns deducted" : "returns not deducted";
        return $"Basis: {count} invoiced {(count == 1 ? "line" : "lines")}, {what}, {tax}, {returns}.";
    }
}
