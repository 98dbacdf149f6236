namespace DealerIntegration.Domain.Rebates.Checks;

/// <summary>Faults in period, penalty, accrual and payout.</summary>
internal static class PolicyTermsCheck
{
    public static IEnumerable<PolicyProblem> Problems(RebatePolicy policy)
    {
        IEnumerable<PolicyProblem?> single = [PeriodProblem(policy), PenaltyProblem(policy), PayoutProblem(policy)];
        return [.. single.OfType<PolicyProblem>(), .. AccrualProblems(policy)];
    }

    private static PolicyProblem? PeriodProblem(RebatePolicy policy) =>
        policy.Period is { Of: PeriodLength.YearToDate, Settle: SettlementTiming.Final }
            ? new PolicyProblem(
                "period.settle",
                "A year to date is settled as it goes, so it has no final settlement of its own.",
                "Write interim, or \"of\": \"year\".")
            : null;

    private static PolicyProblem? PenaltyProblem(RebatePolicy policy) =>
        (policy.Penalty?.OnDiversion, policy.Penalty?.Percent) switch
        {
            (PenaltyKind.Forfeit, not null) => new PolicyProblem(
                "penalty.percent", "What is forfeited is lost as a whole.", "Remove it, or write reduce."),
            (PenaltyKind.Reduce, null) => new PolicyProblem(
                "penalty.percent", "Nothing says how much is taken.", "Write a percentage above 0 and up to 100."),
            (PenaltyKind.Reduce, <= 0m or > 100m) => new PolicyProblem(
                "penalty.percent",
                $"{policy.Penalty!.Percent} % cannot be taken.",
                "Write a percentage above 0 and up to 100."),
            _ => null,
        };

    private static PolicyProblem? PayoutProblem(RebatePolicy policy) => policy.Payout switch
    {
        { ExpiresAfterMonths: < 1 } => new PolicyProblem(
            "payout.expiresAfterMonths",
            $"{policy.Payout.ExpiresAfterMonths} months leave no time to draw.",
            "Write 1 or more, or leave it out."),
        { As: PayoutForm.Goods, GoodsProduct: null } => new PolicyProblem(
            "payout.goodsProduct", "Nothing says which goods are given.", "Write the code of a product."),
        { As: not PayoutForm.Goods, GoodsProduct: not null } => new PolicyProblem(
            "payout.goodsProduct", "Only a payout in goods gives a product.", "Remove it, or write \"as\": \"goods\"."),
        _ => null,
    };

    private static IEnumerable<PolicyProblem> AccrualProblems(RebatePolicy policy)
    {
        var accrual = policy.Accrual;
        var says = accrual.Expected is not null || accrual.ExpectedByDealer is not null;
        if (accrual.At == AccrualTier.TierExpected && !says)
        {
            yield return new PolicyProblem(
                "accrual.expected", "Nothing says what is expected.", "Write the basis expected of the whole period.");
        }

        if (accrual.At == AccrualTier.TierExpected && !policy.Rule.PaysOnSums)
        {
            yield return new PolicyProblem(
                "accrual.at", "This rule pays on single items or counts, not on a sum.", "Write tierReached.");
        }

        if (accrual.At == AccrualTier.TierReached && says)
        {
            yield return new PolicyProblem(
                "accrual.expected", "At the tier reached nothing is expected.", "Remove it, or write tierExpected.");
        }

        if (accrual.Expected < 0m)
        {
            yield return new PolicyProblem(
                "accrual.expected", $"{accrual.Expected} is below 0.", "Write 0 or more.");
        }

        foreach (var (dealer, expected) in accrual.ExpectedByDealer ?? new Dictionary<string, decimal>())
        {
            if (expected < 0m)
            {
                yield return new PolicyProblem(
                    $"accrual.expectedByDealer.{dealer}", $"{expected} is below 0.", "Write 0 or more.");
            }
        }
    }
}
