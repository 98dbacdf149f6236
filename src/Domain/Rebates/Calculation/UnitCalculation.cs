using DealerIntegration.Domain.Rebates.Modifiers;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Calculation;

/// <summary>
/// One policy, one dealer or group, one earning period: select, add up, apply the rule, the modifiers, round, split
/// over the lines, take penalties.
/// </summary>
/// <param name="index">Of the policy in its set.</param>
/// <param name="lowersLater">Whether a later policy is lowered by what this one gives.</param>
internal sealed class UnitCalculation(
    int index, RebatePolicy policy, bool lowersLater, SettlementUnit unit, EarningPeriod period, Period month,
    ILookup<string, DiversionRuling> rulings)
{
    private readonly DateOnly _asOf = period.End < month.End ? period.End : month.End;

    // Then what is the unit's is the dealer's, and nothing has to be added up again.
    private bool IsAlone => unit.Dealers.Count == 1;

    /// <param name="carried">By modifier, what the period before left over; afterwards what this one does.</param>
    public IReadOnlyList<RebateResult> Run(decimal[] carried)
    {
        var lines = Select(period.Start, _asOf, stacked: true);
        var input = new RuleInput(policy, period, _asOf, lines.Totals, lines)
        {
            Between = (first, last) => Select(first, last, stacked: false).Totals,
        };
        var outcome = input.Basis.Measure > 0m ? RoundTiers(policy.Rule.Compute(input)) : null;
        var accruals = Accruals.Of(input, outcome, carried);
        var draft = Draft.Of(input, outcome);
        for (var i = 0; i < carried.Length; i++)
        {
            policy.Modifiers[i].Apply(draft, ref carried[i]);
        }

        var shares = Shares.Of(draft);
        var units = ByContribution.Split(outcome is { Goods.Count: 0 } ? outcome.Units : 0m, input, 0);
        var goods = new GoodsShares(input, outcome);
        var words = new Explanation(input, unit.Name, outcome, draft, shares, accruals?.Words);
        var next = NextTier.Of(input, outcome);
        var results = new List<RebateResult>(unit.Dealers.Count);
        var at = 0;
        for (var d = 0; d < lines.Dealers.Count; d++)
        {
            var dealer = lines.Dealers[d];
            results.Add(ResultOf(dealer, d, at, input, outcome, shares, accruals?.ByDealer[d], units[d], goods, words,
                next));
            at += dealer.Counted.Length;
        }

        return results;
    }

    private CountedLines Select(DateOnly first, DateOnly last, bool stacked)
    {
        var filter = new LineFilter(index, policy, first, last, withinValidity: stacked);
        var dealers = new DealerLines[unit.Dealers.Count];
        for (var d = 0; d < dealers.Length; d++)
        {
            var dealer = unit.Dealers[d];
            var book = dealer.Of(policy, first, last);
            var (counted, leftOut) = book.Select(filter, stacked);
            dealers[d] = new DealerLines(
                dealer, book, counted, leftOut, stacked && policy.Stacking.ReducedByEarlier);
        }

        return new CountedLines(policy.Basis, dealers);
    }

    private RuleOutcome RoundTiers(RuleOutcome outcome) => policy.Rounding.Point != RoundingPoint.Tier
        ? outcome
        : outcome with
        {
            Slices = [.. outcome.Slices.Select(s => s with { Amount = policy.Rounding.Rule.Apply(s.Amount) })],
        };

    private RebateResult ResultOf(
        DealerLines dealer, int number, int at, RuleInput input, RuleOutcome? outcome, Shares shares,
        decimal? accrued, decimal units, GoodsShares goods, Explanation words, TierWatch? next)
    {
        // What belongs to no line is the group's; the first dealer states it.
        var extras = number == 0 ? shares.Extras : [];
        var own = shares.Of(at, dealer.Counted.Length, extras);
        var before = IsAlone ? shares.Earned : Shares.SumOf(own);
        var cases = rulings[dealer.Facts.Code].Where(r => r.Date >= period.Start && r.Date <= _asOf).ToList();
        var given = goods.Of(number, cases);
        var penalties = Penalties.Take(policy, cases, dealer, own);
        var earned = penalties.Count == 0 ? before : Shares.SumOf(own);
        var contributions = new ArraySegment<decimal>(
            input.Lines.In(policy.Basis.Measure), at, dealer.Counted.Length);
        var contributed = IsAlone ? input.Basis.Measure : Shares.SumOf(contributions);
        var left = accrued is not { } estimate ? earned
            : penalties.Count == 0 ? estimate
            : Accruals.AfterPenalties(policy, estimate, before, earned);
        Stack(dealer, own);
        return new RebateResult
        {
            PolicyCode = policy.Code,
            PolicyVersion = policy.Version,
            DealerCode = dealer.Facts.Code,
            Period = period,
            AsOf = _asOf,
            Currency = policy.Currency,
            Earned = earned,
            IsDue = period.IsDue(policy, month),
            Accrued = left,
            Units = units + given.Sum(g => g.Units),
            Goods = given,
            BasisAmount = contributed,
            TierReached = outcome?.TierReached,
            Slices = outcome is null || outcome.Amount < 0m ? [] : outcome.Slices,
            Steps = words.Of(dealer, contributed, before, penalties, left),
            Trace = new RebateTrace(
                dealer.Book.Lines, dealer.Counted, contributions, own,
                [.. extras.Select((extra, i) => Line(extra, own[dealer.Counted.Length + i]))]),
            LeftOut = LeftOut(dealer.LeftOut),
            Penalties = penalties,
            Next = next,
        };
    }

    private RebateTraceLine Line(Extra extra, decimal share) =>
        new($"({extra.Name})", period.Name, _asOf, "", 0m, share);

    private void Stack(DealerLines dealer, decimal[] shares)
    {
        if (lowersLater)
        {
            dealer.Book.Give(dealer.Counted, shares);
        }

        if (policy.Stacking.Exclusive)
        {
            dealer.Book.Take(dealer.Counted);
        }
    }

    private static List<LeftOutLines> LeftOut(int[] counts)
    {
        var left = new List<LeftOutLines>();
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
            {
                left.Add(new LeftOutLines((LeftOutReason)i, counts[i]));
            }
        }

        return left;
    }
}
