using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Results;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Pipelines.Settle;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Statements;

/// <summary>Settled rebates in the shape of the dealer's workbook.</summary>
internal static class RebateResults
{
    private static readonly Dictionary<TierMethod, Bilingual> Methods = new()
    {
        [TierMethod.Stepped] = new("超额累进：每一段按本段比例", "Stepped: each slice at its own rate"),
        [TierMethod.Cumulative] = new("全额累进：全部按达到的阶梯", "Cumulative: everything at the tier reached"),
        [TierMethod.Rolling] = new("低阶分段加全额按所达阶梯", "Rolling: lower slices plus everything at the tier reached"),
        [TierMethod.Total] = new("全额按每个所达阶梯", "Total: everything at every tier reached"),
    };

    /// <exception cref="ConfigurationException">A policy was changed after the settlement.</exception>
    public static IReadOnlyDictionary<string, List<(string Currency, RebatePolicyResult Result)>> Of(
        IReadOnlyList<RebatePolicy> policies, IReadOnlyList<DealerSales> work, IReadOnlyList<StoredRebate> stored,
        Period period)
    {
        var byCode = policies.ToDictionary(p => p.Code, StringComparer.Ordinal);
        var set = new PolicySet(policies);
        var lines = work.ToDictionary(
            w => (w.Dealer.Code, w.Dealer.Currency),
            w => (Sales: w, Results: RebateCalculator.Calculate(set, new RebateInput([w], []), period)));
        var results = new Dictionary<string, List<(string, RebatePolicyResult)>>(StringComparer.Ordinal);
        foreach (var rebate in stored)
        {
            var dealer = lines[(rebate.DealerCode, rebate.Currency)];
            var result = dealer.Results.FirstOrDefault(r => r.PolicyCode == rebate.Policy);
            if (result is null || result.Earned != rebate.Earned)
            {
                throw new ConfigurationException(
                    $"Policy {rebate.Policy} is not the one that {period} was settled with; "
                    + "settle the month again first.");
            }

            if (!results.TryGetValue(rebate.DealerCode, out var list))
            {
                results.Add(rebate.DealerCode, list = []);
            }

            list.Add((rebate.Currency, ToWorkbook(byCode[rebate.Policy], result, dealer.Sales, rebate.PostedBefore)));
        }

        return results;
    }

    private static RebatePolicyResult ToWorkbook(
        RebatePolicy policy, RebateResult result, DealerSales dealer, decimal postedBefore)
    {
        var lines = dealer.Invoiced.ToDictionary(l => (l.DocumentNumber, l.Position));
        return new RebatePolicyResult
        {
            PolicyId = policy.Code,
            Name = policy.Name,
            Version = policy.Version.ToString(),
            Method = policy.Rule is TierRule rule ? Methods[rule.Method] : new("其他", "Other"),
            BasisName = policy.Basis.Measure == BasisMeasure.Quantity ? new("数量", "Quantity")
                : policy.Basis.TaxInclusive ? new("含税金额", "Amount with tax") : new("不含税金额", "Amount without tax"),
            Basis = result.BasisAmount,
            Earned = result.Earned,
            PostedBefore = postedBefore,
            Tiers = [.. TiersOf(policy, result)],
            Trace = [.. result.Arithmetic.Select(words => new Bilingual(words, words))],
            Lines =
            [
                .. result.Trace.Select(t =>
                {
                    var line = lines[(t.DocumentNumber, t.Position)];
                    return new RebateBasisLine(
                        t.Date, t.DocumentNumber, t.Position, t.ProductCode, line.Quantity, line.NetAmount,
                        t.Contribution,
                        t.Share, null);
                }),
            ],
        };
    }

    private static IEnumerable<RebateTierResult> TiersOf(RebatePolicy policy, RebateResult result)
    {
        if (policy.Rule is not TierRule rule)
        {
            yield break;
        }

        // The workbook states percent rates as fractions, so that a cell shows 1.2 % and multiplies as it is.
        var scale = rule.Reward == RewardKind.Percent ? 100m : 1m;
        for (var i = 0; i < rule.Tiers.Count; i++)
        {
            var tier = rule.Tiers[i];
            var slice = result.Slices.FirstOrDefault(s => s.Tier == i + 1);
            var from = tier.From ?? (i > 0 ? rule.Tiers[i - 1].UpTo ?? 0m : 0m);
            var to = tier.UpTo ?? (i + 1 < rule.Tiers.Count ? rule.Tiers[i + 1].From : null);
            yield return new RebateTierResult(
                from, to, tier.Rate / scale, rule.Reward == RewardKind.PerUnit, slice?.Portion);
        }
    }
}
