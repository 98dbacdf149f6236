using DealerIntegration.Domain.Rebates.Calculation;
using DealerIntegration.Domain.Rebates.Modifiers;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>Writes the calculation down so that a dealer can repeat it with a pocket calculator (计算说明).</summary>
/// <param name="accrual">How the estimate came about; null where it is what is earned.</param>
internal sealed class Explanation(
    RuleInput input, string? group, RuleOutcome? outcome, Draft draft, Shares shares, Told? accrual)
{
    private readonly RebatePolicy _policy = input.Policy;
    private IReadOnlyList<Told>? _unit;

    /// <summary>The steps of the group, then what of it is this dealer's.</summary>
    public IReadOnlyList<Told> Of(
        DealerLines dealer, decimal contribution, decimal before, IReadOnlyList<PenaltyTaken> penalties,
        decimal accrued)
    {
        _unit ??= [.. Unit()];
        return
        [
            .. _unit,
            .. group is null ? [] : new[] { Own(dealer, contribution, before) },
            .. accrual is { } estimate ? new[] { estimate } : [],
            .. PenaltyWords.Of(_policy, before, penalties),
            .. accrual is null || penalties.Count == 0 ? [] : new[] { Left(accrued) },
        ];
    }

    private Told Own(DealerLines dealer, decimal contribution, decimal before)
    {
        var (part, whole) = (Measure(contribution), Measure(input.Basis.Measure));
        var (gets, all) = ($"{Figures.Amount(before)} {_policy.Currency}", Figures.Amount(shares.Earned));
        return new(
            $"{dealer.Facts.Code} contributed {part} of {whole}; its lines get {gets} of {all}.",
            $"{dealer.Facts.Code} 贡献 {whole} 中的 {part}，分得 {all} 中的 {gets}。");
    }

    private Told Left(decimal accrued)
    {
        var left = $"{Figures.Amount(accrued)} {_policy.Currency}";
        return new($"Of the accrual {left} are left.", $"计提余 {left}。");
    }

    private IEnumerable<Told> Unit()
    {
        yield return BasisWords.Of(input, group);
        if (outcome is null)
        {
            yield return new("The basis is not above 0, so nothing is earned.", "基数不大于 0，没有返利。");
        }
        else if (outcome.Slices.Count == 0)
        {
            yield return outcome.Words + new Told(", so nothing is earned.", "，没有返利。");
        }
        else
        {
            yield return outcome.Words + new Told(".", "。");
            foreach (var slice in outcome.Slices)
            {
                yield return Title(slice) + new Told(": ", "：") + slice.Words
                    + Told.Same($" = {Figures.Amount(slice.Amount)}") + TierNote() + new Told(".", "。");
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

    private static Told Title(RebateSlice slice)
    {
        if (slice.Name is { } name)
        {
            return new(name, slice.NameChinese ?? name);
        }

        var from = Figures.Plain(slice.From);
        return slice.UpTo is { } end
            ? new(
                $"Tier {slice.Tier} ({from} to {Figures.Plain(end)})",
                $"第 {slice.Tier} 档（{from} 至 {Figures.Plain(end)}）")
            : new($"Tier {slice.Tier} (from {from})", $"第 {slice.Tier} 档（{from} 起）");
    }

    private Told TierNote() => _policy.Rounding.Point == RoundingPoint.Tier
        ? new Told(", ", "，") + RoundingWords.Of(_policy.Rounding)
        : default;

    private Told Closing()
    {
        var total = Figures.Amount(draft.Total);
        var rounded = RoundingWords.Of(_policy.Rounding);
        var earned = $"{Figures.Amount(shares.Earned)} {_policy.Currency}";
        if (draft.Total <= 0m)
        {
            return outcome is { Amount: < 0m }
                ? new("What the rate is applied to is not above 0, so nothing is earned.", "计算对象不大于 0，没有返利。")
                : new($"Together {earned}.", $"合计 {earned}。");
        }

        return _policy.Rounding.Point switch
        {
            RoundingPoint.Period => new(
                $"Together {total}, {rounded}: {earned}.", $"合计 {total}，{rounded.Chinese}：{earned}。"),
            RoundingPoint.Tier => new($"Together {earned}.", $"合计 {earned}。"),
            _ => new(
                $"Together {total}; the part of each line {rounded}, then added up: {earned}.",
                $"合计 {total}；各行分摊{rounded.Chinese}后相加：{earned}。"),
        };
    }

    private string Measure(decimal measure) => _policy.Basis.Measure == BasisMeasure.Value
        ? Figures.Amount(measure)
        : Figures.Plain(measure);
}
