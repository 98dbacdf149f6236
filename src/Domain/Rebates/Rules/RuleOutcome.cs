using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>What a rule computed, unrounded.</summary>
/// <param name="SharedBy">The measure by which the lines share the payout.</param>
/// <param name="Words">How it was computed, for the explanation; the slices follow it.</param>
internal sealed record RuleOutcome(
    IReadOnlyList<RebateSlice> Slices, int? TierReached, BasisMeasure SharedBy, Told Words)
{
    /// <summary>Weights of the lines where no measure says it, in the order of the lines.</summary>
    public decimal[]? Weights { get; init; }

    /// <summary>Units of goods that are given (赠品数量).</summary>
    public decimal Units { get; init; }

    /// <summary>The same by group of lines, where they are given in kind and not in money.</summary>
    public IReadOnlyList<(LineGroup Group, decimal Units)> Goods { get; init; } = [];

    public decimal Amount
    {
        get
        {
            var sum = 0m;
            foreach (var slice in Slices)
            {
                sum += slice.Amount;
            }

            return sum;
        }
    }

    /// <summary>Nothing is paid, and why.</summary>
    public static RuleOutcome Nothing(BasisMeasure sharedBy, Told words) => new([], null, sharedBy, words);
}
