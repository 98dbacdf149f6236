using DealerIntegration.Domain.Rebates.Calculation;
using DealerIntegration.Domain.Rebates.Modifiers;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>Writes the calculation down so that a dealer can repeat it with a pocket calculator (计算说明).</summary>
/// <param name="accrual">How the estimate came about; null where it is what is earned.</param>
internal sealed class Explanation(
    RuleInput input, string? group, RuleOutcome? outcome, Draft draft, Shares shares, string? accrual)
{
    private readonly RebatePolicy _policy = input.Policy;
    private IReadOnlyList<string>? _unit;

    /// <summary>The steps of the group, then what of it is this dealer's.</summary>
    public IReadOnlyList<string> Of(
        DealerLines dealer, decimal contribution, decimal before, IReadOnlyList<PenaltyTaken> penalties,
        decimal accrued)
    {
        _unit ??= [.. Unit()];
        var own = group is null
            ? []
            : new[]
            {
                $"{dealer.Facts.Code} contributed {Measure(contribution)} of {Measure(input.Basis.Measure)}; its lines "
                + $"get {Figures.Amount(before)} {_policy.Currency} of {Figures.Amount(shares.Earned)}.",
            };
        return
        [
            .. _unit,
            .. own,
            .. accrual is null ? Array.Empty<string>() : [accrual],
            .. PenaltyWords.Of(_policy, before, penalties),
            .. accrual is null || penalties.Count == 0
                ? Array.Empty<string>()
                : [$"Of the accrual {Figures.Amount(accrued)} {_policy.Currency} are left."],
        ];
    }

    private IEnumerable<string> Unit()
    {
        yield return BasisWords.Of(input, group);
        if (outcome is null)
        {
            yield return "The basis is not above 0, so nothing is earned.";
        }
        else if (outcome.Slices.Count == 0)
        {
            yield return $"{outcome.Words}, so nothing is earned.";
        }
        else
        {
            yield return $"{outcome.Words}.";
            foreach (var slice in outcome.Slices)
            {
                yield return $"{Title(slice)}: {slice.Words} = {Figures.Amount(slice.Amount)}{TierNote()}.";
            }
        }

        foreach (var line in draft.Words)
        {
            yield return line;
        }

        if (draft.Words.Count > 0 || outcome is { Slices.Count: > 0 })
        {
            yield return Closing();
        }
    }

    private static string Title(RebateSlice slice) => slice.Name is { } name ? name
        : slice.UpTo is { } end
            ? $"Tier {slice.Tier} ({Figures.Plain(slice.From)} to {Figures.Plain(end)})"
            : $"Tier {slice.Tier} (from {Figures.Plain(slice.From)})";

    private string TierNote() =>
        _policy.Rounding.Point == RoundingPoint.Tier ? $", {RoundingWords(_policy.Rounding)}" : "";

    private string Closing()
    {
        var earned = $"{Figures.Amount(shares.Earned)} {_policy.Currency}";
        if (draft.Total <= 0m)
        {
            return outcome is { Amount: < 0m }
                ? "What the rate is applied to is not above 0, so nothing is earned."
                : $"Together {earned}.";
        }

        return _policy.Rounding.Point switch
        {
            RoundingPoint.Period =>
                $"Together {Figures.Amount(draft.Total)}, {RoundingWords(_policy.Rounding)}: {earned}.",
            RoundingPoint.Tier => $"Together {earned}.",
            _ => $"Together {Figures.Amount(draft.Total)}; the part of each line {RoundingWords(_policy.Rounding)}, "
                + $"then added up: {earned}.",
        };
    }

    private string Measure(decimal measure) => _policy.Basis.Measure == BasisMeasure.Value
        ? Figures.Amount(measure)
        : Figures.Plain(measure);

    private static string RoundingWords(PolicyRounding rounding)
    {
        var mode = rounding.Mode switch
        {
            RoundingMode.HalfUp => "half up",
            RoundingMode.HalfEven => "half to even",
            RoundingMode.Down => "towards zero",
            RoundingMode.Up => "away from zero",
            RoundingMode.Floor => "down",
            _ => "up",
        };
        return $"rounded {mode} to {rounding.Scale} places";
    }
}
