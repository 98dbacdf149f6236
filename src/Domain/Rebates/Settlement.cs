using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>What a settlement does (结算方向): pay out (兑现), take back (追回), or nothing.</summary>
public enum SettlementKind
{
    Nothing,
    Payout,
    Clawback,
}

/// <summary>What was posted of an earning period so far (已兑现); what a partner refused does not count.</summary>
/// <param name="Amount">Sum of all postings for this policy, dealer and earning period, clawbacks negative, in the
/// currency of the policy and whatever month they were settled in.</param>
/// <param name="Goods">Units by product, each product once.</param>
/// <param name="Month">The last month that has posted; null where nothing was.</param>
public sealed record PostedBefore(decimal Amount, IReadOnlyList<GoodsEarned> Goods, Values.Period? Month)
{
    public static readonly PostedBefore Nothing = new(0m, [], null);
}

/// <summary>The payable part of what was earned (返利结算行). Negative: the dealer gives it back.</summary>
/// <param name="PostedBefore">All that was posted so far for this policy, dealer and period, in any version.</param>
/// <param name="IsDue">Whether it is paid by this settlement, and not at the end of its period or by a later
/// month.</param>
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
    bool IsDue,
    Told Words)
{
    public string Arithmetic => Words.English;

    /// <summary>Units of goods still to be given (货补数量), by product; negative: given too many.</summary>
    public IReadOnlyList<GoodsEarned> Goods { get; init; } = [];

    /// <summary>
    /// The later month of the same period that has posted already and where the difference counts; null: none has.
    /// </summary>
    public Values.Period? CountsIn { get; init; }
}

/// <summary>
/// Settles what was earned against what was posted (返利结算): payable = earned as of now − all that was posted before.
/// Hence a second settlement on the same documents posts 0.00, and interim settlements add up to a single final one.
/// </summary>
/// <remarks>
/// The invariant: once a settlement is posted, the sum of all postings of the earning period is what it found earned.
/// For that a period is only ever posted by its last month: where a later month of a period that still runs has
/// posted, an earlier one that is settled again pays nothing, whatever became of its own postings. The later one has
/// paid for it or will, when it is settled again.
/// </remarks>
public static class Settlement
{
    /// <param name="month">The month that is settled.</param>
    public static SettlementLine Settle(RebateResult result, PostedBefore before, Values.Period month)
    {
        var countsIn = result.AsOf < result.Period.End && before.Month > month ? before.Month : null;
        var isDue = result.IsDue && countsIn is null;
        var payable = isDue ? result.Earned - before.Amount : 0m;
        var kind = payable switch
        {
            > 0m => SettlementKind.Payout,
            < 0m => SettlementKind.Clawback,
            _ => SettlementKind.Nothing,
        };
        var goods = isDue ? GoodsDue(result.Goods, before.Goods) : [];
        return new SettlementLine(
            result.PolicyCode,
            result.PolicyVersion,
            result.DealerCode,
            result.Period,
            result.Currency,
            result.Earned,
            before.Amount,
            payable,
            kind,
            isDue,
            countsIn is not null ? Later(result, before)
                : isDue ? WordsOf(result, before, payable, kind, goods)
                : Waiting(result))
        {
            Goods = goods,
            CountsIn = countsIn,
        };
    }

    private static IReadOnlyList<GoodsEarned> GoodsDue(
        IReadOnlyList<GoodsEarned> earned, IReadOnlyList<GoodsEarned> before) =>
    [
        .. earned.Concat(before.Select(goods => goods with { Units = -goods.Units }))
            .GroupBy(goods => goods.ProductCode, StringComparer.Ordinal)
            .Select(product => new GoodsEarned(product.Key, product.Sum(goods => goods.Units)))
            .Where(goods => goods.Units != 0m)
            .OrderBy(goods => goods.ProductCode, StringComparer.Ordinal),
    ];

    private static Told WordsOf(
        RebateResult result, PostedBefore before, decimal payable, SettlementKind kind,
        IReadOnlyList<GoodsEarned> goods)
    {
        var meaning = kind switch
        {
            SettlementKind.Payout => new Told("to pay", "应付"),
            SettlementKind.Clawback => new("to take back", "追回"),
            _ => new("nothing to post", "无需入账"),
        };
        var (earned, posted) = (Figures.Amount(result.Earned), Figures.Amount(before.Amount));
        var left = $"{Figures.Amount(payable)} {result.Currency}";
        var money = new Told(
            $"Earned {earned} − posted before {posted} = {left}: {meaning}.",
            $"应得 {earned} − 已入账 {posted} = {left}：{meaning.Chinese}。");
        if (result.Goods.Count == 0 && before.Goods.Count == 0)
        {
            return money;
        }

        var (gets, given, now) = (Units(result.Goods), Units(before.Goods), Units(goods));
        return (result.Earned == 0m && before.Amount == 0m ? default : money + new Told(" ", ""))
            + new Told(
                $"Goods earned {gets} − given before {given}: to give {now}.",
                $"货补应得 {gets} − 已给 {given}：本次 {now}。");
    }

    private static string Units(IReadOnlyList<GoodsEarned> goods) => goods.Count == 0
        ? "0"
        : string.Join(", ", goods.Select(g => $"{Figures.Plain(g.Units)} {g.ProductCode}"));

    private static Told Waiting(RebateResult result)
    {
        var accrued = $"{Figures.Amount(result.Accrued)} {result.Currency}";
        return new(
            $"{result.Period} is settled at its end: accrued {accrued}, nothing payable yet.",
            $"{result.Period} 期末结算：已计提 {accrued}，暂不支付。");
    }

    private static Told Later(RebateResult result, PostedBefore before)
    {
        var posted = $"{Figures.Amount(before.Amount)} {result.Currency}";
        return new(
            $"{before.Month} has posted for {result.Period} already, {posted} in all: what is changed here counts "
            + $"there. Settle {before.Month} again.",
            $"{before.Month} 已为 {result.Period} 入账，合计 {posted}：此处的变化计入该月，请重新结算 {before.Month}。");
    }
}
