using DealerIntegration.Domain.Rebates.Calculation;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Modifiers;

/// <summary>A payout in the making: unrounded, on its way through the modifiers.</summary>
/// <param name="input">What the rule computed on.</param>
/// <param name="weights">By which the lines share the amount, in their order.</param>
internal sealed class Draft(RuleInput input, decimal amount, decimal[] weights)
{
    /// <summary>What the rule gives; null where the basis is not above 0.</summary>
    public static Draft Of(RuleInput input, RuleOutcome? outcome) => outcome is null || outcome.Amount <= 0m
        ? new Draft(input, 0m, input.Lines.In(input.Basis.MeasuredIn))
        : new Draft(input, outcome.Amount, outcome.Weights ?? input.Lines.In(outcome.SharedBy));

    public RuleInput Input { get; } = input;

    /// <summary>What the lines have earned; never negative.</summary>
    public decimal Amount { get; set; } = amount;

    public decimal[] Weights { get; set; } = weights;

    /// <summary>What is given besides, belonging to no line: it has a trace line of its own.</summary>
    public List<Extra> Extras { get; } = [];

    public List<Told> Words { get; } = [];

    public decimal Total => Amount + Extras.Sum(extra => extra.Amount);

    public string Currency => Input.Policy.Currency;

    /// <summary>
    /// Lowers the whole to this much: what belongs to no line goes first, the latest before the earlier.
    /// </summary>
    public void LowerTo(decimal most)
    {
        var over = Total - most;
        for (var i = Extras.Count - 1; i >= 0 && over > 0m; i--)
        {
            var taken = decimal.Min(over, decimal.Max(Extras[i].Amount, 0m));
            Extras[i] = Extras[i] with { Amount = Extras[i].Amount - taken };
            over -= taken;
        }

        Amount -= decimal.Max(over, 0m);
    }
}

/// <summary>A part of a payout that no document line earned (无单据金额), such as a top-up to a guarantee.</summary>
internal readonly record struct Extra(string Name, decimal Amount);
