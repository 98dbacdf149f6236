namespace DealerIntegration.Domain.Rebates;

/// <summary>What confirmed cases took, in words.</summary>
internal static class PenaltyWords
{
    public static IEnumerable<string> Of(RebatePolicy policy, decimal before, IReadOnlyList<PenaltyTaken> penalties)
    {
        if (penalties.Count == 0 || policy.Penalty is not { } penalty)
        {
            yield break;
        }

        var how = penalty.OnDiversion == PenaltyKind.Forfeit ? "forfeits" : $"takes {penalty.Percent:0.##} % of";
        var what = penalty.Scope == PenaltyScope.Period ? "what is earned" : "what its products earn";
        foreach (var taken in penalties)
        {
            yield return $"Confirmed diversion case {taken.Case} {how} {what}: −{Figures.Amount(taken.Amount)}.";
        }

        var left = before - penalties.Sum(taken => taken.Amount);
        yield return $"{Figures.Amount(before)} less penalties: {Figures.Amount(left)} {policy.Currency}.";
    }
}
