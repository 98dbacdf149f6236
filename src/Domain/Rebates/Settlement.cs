namespace DealerIntegration.Domain.Rebates;

/// <summary>What a settlement does (结算方向): pay out (兑现), take back (追回), or nothing.</summary>
public enum SettlementKind
{
    Nothing,
    Payout,
    Clawback,
}

/// <summary>The payable part of what was earned (返利结算行). Negative: the dealer gives it back.</summary>
/// <param name="PostedBefore">All that was posted so far for this policy, dealer and period, in any version.</param>
public sealed record SettlementLine(
    string PolicyCode,
    int PolicyVersion,
    string DealerCode,
    EarningPeriod Period,
    string Currency,
    decimal Earned,
    decimal PostedBefore,
    decimal Payable,
    SettlementKind Kind,
    string Arithmetic)
{
    /// <summary>Units of goods still to be given (货补数量); negative: given too many.</summary>
    public decimal Units { get; init; }
}

/// <summary>
/// Settles what was earned against what was posted (返利结算): payable = earned as of now − all that was posted before.
/// Hence a second settlement on the same documents posts 0.00, and interim settlements add up to a single final one.
/// </summary>
public static class Settlement
{
    /// <param name="postedBefore">
    /// Sum of all postings for this policy, dealer and earning period made for this month of settlement or an earlier
    /// one, clawbacks negative, in the currency of the policy.
    /// </param>
    /// <param name="unitsBefore">Units of goods that were given so far, for free goods.</param>
    public static SettlementLine Settle(RebateResult result, decimal postedBefore, decimal unitsBefore = 0m)
    {
        var payable = result.IsDue ? result.Earned - postedBefore : 0m;
        var kind = payable switch
        {
            > 0m => SettlementKind.Payout,
            < 0m => SettlementKind.Clawback,
            _ => SettlementKind.Nothing,
        };
        return new SettlementLine(
            result.PolicyCode,
            result.PolicyVersion,
            result.DealerCode,
            result.Period,
            result.Currency,
            result.Earned,
            postedBefore,
            payable,
            kind,
            result.IsDue ? Words(result, postedBefore, payable, kind) : Waiting(result))
        {
            Units = result.IsDue ? result.Units - unitsBefore : 0m,
        };
    }

    private static string Words(RebateResult result, decimal before, decimal payable, SettlementKind kind)
    {
        var meaning = kind switch
        {
            SettlementKind.Payout => "to pay",
            SettlementKind.Clawback => "to take back",
            _ => "nothing to post",
        };
        return $"Earned {Figures.Amount(result.Earned)} − posted before {Figures.Amount(before)} = "
            + $"{Figures.Amount(payable)} {result.Currency}: {meaning}.";
    }

    private static string Waiting(RebateResult result) =>
        $"{result.Period} is settled at its end: accrued {Figures.Amount(result.Accrued)} {result.Currency}, "
        + "nothing payable yet.";
}
