using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Calculation;

/// <summary>One settlement group under a set of policies, policy by policy in stacking order.</summary>
internal sealed class SetCalculation
{
    private readonly PolicySet _policies;
    private readonly Period _month;
    private readonly DealerBook[] _dealers;
    private readonly ILookup<string, DiversionRuling> _rulings;

    public SetCalculation(PolicySet policies, RebateInput input, Period month)
    {
        var verdicts = new ProductVerdicts(policies);
        _policies = policies;
        _month = month;
        _dealers = [.. input.Dealers
            .OrderBy(sales => sales.Dealer.Code, StringComparer.Ordinal)
            .Select(sales => new DealerBook(sales, verdicts))];
        _rulings = input.Rulings.ToLookup(ruling => ruling.DealerCode, StringComparer.Ordinal);
    }

    public IReadOnlyList<RebateResult> Run()
    {
        var results = new List<RebateResult>();
        var plan = _policies.Plan(_month);
        for (var i = 0; i < _policies.Policies.Count; i++)
        {
            var policy = _policies.Policies[i];
            var own = EarningPeriod.Of(policy, _month);
            var lowersLater = _policies.LowersAny(i);
            foreach (var unit in SettlementUnit.Of(policy, _dealers))
            {
                var carried = new decimal[policy.Modifiers.Count];
                foreach (var period in plan.Of(i))
                {
                    var calculation = new UnitCalculation(i, policy, lowersLater, unit, period, _month, _rulings);
                    var earned = calculation.Run(carried);
                    if (period == own)
                    {
                        results.AddRange(earned);
                    }
                }
            }
        }

        return results;
    }
}
