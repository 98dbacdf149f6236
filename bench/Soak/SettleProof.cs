using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Bench.Soak;

/// <summary>Settlement in random instalments (返利结算).</summary>
internal sealed class SettleProof : IProof
{
    private static readonly Period October = new(2026, 10);
    private static readonly Rounding Cents = new(RoundingMode.HalfUp, 2);

    public string Name => "settle";

    public string Law =>
        "interim settlements, late documents and a final one pay what a single settlement pays; stepped tiers agree "
        + "with a second way of computing them; shares add up to the payout and stay within a cent of the exact ones";

    public Task<ProofFigures> RunAsync(int seed, CancellationToken cancel) => Task.FromResult(Run(seed));

    public static ProofFigures Run(int seed)
    {
        var random = new Random(seed);
        var policy = PolicyOf(random);
        var returns = random.Next(2, 12);
        var lines = Enumerable.Range(0, random.Next(1, 300)).Select(i => LineOf(i, returns, random)).ToArray();
        random.Shuffle(lines);
        var figures = new ProofFigures();

        var posted = 0m;
        for (var known = random.Next(lines.Length); known < lines.Length; known += random.Next(1, lines.Length + 1))
        {
            posted += Settle(policy, lines[..known], posted, figures).Payable;
        }

        posted += Settle(policy, lines, posted, figures).Payable;
        ProofException.Unless(
            Settle(policy, lines, posted, figures).Payable == 0m, "A settlement on the same documents posts again.");
        Array.Sort(
            lines, (a, b) => string.CompareOrdinal(a.DocumentNumber + a.Position, b.DocumentNumber + b.Position));
        var single = Calculate(policy, lines);
        ProofException.Unless(
            posted == single.Earned, $"In instalments {posted} were paid, in one settlement {single.Earned}.");
        CheckSecondWay(policy, single);
        CheckShares(single, policy);
        figures.Note("lines", lines.Length);
        return figures;
    }

    private static SettlementLine Settle(
        RebatePolicy policy, IReadOnlyList<RebateLine> lines, decimal posted, ProofFigures figures)
    {
        var line = Settlement.Settle(
            Calculate(policy, lines), new PostedBefore(posted, [], posted == 0m ? null : October), October);
        figures.Note($"{line.Kind}");
        return line;
    }

    private static RebateResult Calculate(RebatePolicy policy, IReadOnlyList<RebateLine> lines)
    {
        var sales = new DealerSales(new DealerFacts("D1", null, null, null, null, "CNY")) { Invoiced = [.. lines] };
        return RebateCalculator.Calculate(new PolicySet([policy]), new RebateInput([sales], []), October).Single();
    }

    private static void CheckShares(RebateResult result, RebatePolicy policy)
    {
        var sum = result.Trace.Sum(t => t.Share);
        ProofException.Unless(sum == result.Earned, $"The shares add up to {sum}, earned are {result.Earned}.");
        ProofException.Unless(
            result.Trace.Sum(t => t.Contribution) == result.BasisAmount,
            "The contributions do not add up to the basis.");
        if (policy.Rounding.Point == RoundingPoint.Line || result.Earned == 0m)
        {
            return;
        }

        foreach (var line in result.Trace)
        {
            // Both sides multiplied by the basis: a division would round.
            var off = Math.Abs((line.Share * result.BasisAmount) - (result.Earned * line.Contribution));
            ProofException.Unless(
                off < 0.01m * result.BasisAmount,
                $"{line.DocumentNumber} {line.Position} gets {line.Share}, a cent or more from its part.");
        }
    }

    // The area under the rate, unit by unit of the tiers, without slices: only for what one formula covers.
    private static void CheckSecondWay(RebatePolicy policy, RebateResult result)
    {
        var rule = (TierRule)policy.Rule;
        if (rule.Method != TierMethod.Stepped
            || policy.Rounding.Point != RoundingPoint.Period
            || result.BasisAmount <= 0m)
        {
            return;
        }

        var exact = 0m;
        var before = 0m;
        foreach (var tier in rule.Tiers)
        {
            exact += Math.Max(0m, result.BasisAmount - tier.From!.Value) * (tier.Rate - before) / 100m;
            before = tier.Rate;
        }

        ProofException.Unless(
            result.Earned == Cents.Apply(exact),
            $"Earned {result.Earned}, computed the other way {Cents.Apply(exact)}.");
    }

    private static RebatePolicy PolicyOf(Random random)
    {
        var starts = Enumerable.Range(0, random.Next(1, 6))
            .Select(_ => (decimal)random.Next(0, 60_000)).Distinct().Order();
        var tiers = starts.Select(s => new RebateTier(random.Next(0, 800) / 100m, From: s)).ToList();
        return new RebatePolicy(
            "SOAK", 1, "soak", new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), "CNY", new PolicyDealers(),
            new PolicyProducts(),
            new PolicyBasis(BasisDocument.Invoiced, BasisMeasure.Value, random.Next(2) == 0, random.Next(4) > 0),
            new TierRule(Pick<TierMethod>(random), RewardKind.Percent, Pick<TierThreshold>(random), tiers),
            new PolicyRounding(RoundingMode.HalfUp, 2, Pick<RoundingPoint>(random)));
    }

    // One line in so many is a return.
    private static RebateLine LineOf(int i, int returns, Random random)
    {
        var sign = random.Next(returns) == 0 ? -1 : 1;
        var net = sign * random.Next(0, 90_000) / 100m;
        return new RebateLine(
            $"{90_000_000 + (i / 5)}", $"{i % 5 * 10 + 10}", new DateOnly(2026, 10, random.Next(1, 32)),
            new ProductFacts($"P{i % 7}", "BEVERAGE", null), sign * random.Next(1, 20), net, Cents.Apply(net * 1.13m));
    }

    private static T Pick<T>(Random random)
        where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];
}
