using System.Globalization;

namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>Why a dealer gets what it gets, in a few sentences for the first page (返利说明).</summary>
internal static class RebateReasons
{
    public static IEnumerable<Bilingual> Of(RebatePolicyResult policy)
    {
        yield return Result(policy);
        foreach (var goods in policy.Goods)
        {
            yield return new Bilingual(
                $"　　货补 {goods.ProductCode}：应得 {Plain(goods.Earned)}，此前已给 {Plain(goods.Before)}，本次 "
                + $"{Plain(goods.Due)}。",
                $"    Goods {goods.ProductCode}: {Plain(goods.Earned)} earned, {Plain(goods.Before)} given before, "
                + $"{Plain(goods.Due)} now.");
        }

        if (policy.Changes is { } changes)
        {
            yield return Changed(policy, changes);
        }

        if (policy.Next is { } next)
        {
            yield return policy.IsOver
                ? new Bilingual(
                    $"　　本期差 {Plain(next.Distance)} 未达第 {next.Tier} 档（{Plain(next.At)}）。",
                    $"    {Plain(next.Distance)} was missing to tier {next.Tier} ({Plain(next.At)}).")
                : new Bilingual(
                    $"　　距下一档：再有 {Plain(next.Distance)} 即达第 {next.Tier} 档（{Plain(next.At)}），约可多得 "
                    + $"{Plain(next.Worth)} {policy.Currency}。",
                    $"    Next tier: {Plain(next.Distance)} more reaches tier {next.Tier} ({Plain(next.At)}), worth "
                    + $"about {Plain(next.Worth)} {policy.Currency} more.");
        }
    }

    private static Bilingual Result(RebatePolicyResult p)
    {
        var (basis, earned) = (Plain(p.Basis), Plain(p.Earned));
        var (before, payable) = (Plain(p.PostedBefore), Plain(p.Payable));
        var tier = p.TierReached is { } reached
            ? new Bilingual($"达到第 {reached} 档，", $" reaches tier {reached};")
            : new Bilingual("", ";");
        var paid = p switch
        {
            { CountsIn: { } month } => new Bilingual($"差额计入 {month}。", $"the difference counts in {month}."),
            { IsDue: false } => new Bilingual("周期结束后支付。", "it is paid when the period is over."),
            { Payable: > 0m } => new Bilingual(
                $"此前已入账 {before}，本次应付 {payable}。", $"{before} was posted before, so {payable} is paid now."),
            { Payable: < 0m } => new Bilingual(
                $"此前已入账 {before}，本次追回 {Plain(-p.Payable)}。",
                $"{before} was posted before, so {Plain(-p.Payable)} is taken back now."),
            _ => new Bilingual($"此前已入账 {before}，本次无需支付。", $"{before} was posted before: nothing is due now."),
        };
        return new Bilingual(
            $"{p.PolicyCode} {p.Period}：计返基数 {basis}，{tier.Chinese}应得 {earned} {p.Currency}；{paid.Chinese}",
            $"{p.PolicyCode} {p.Period}: the basis of {basis}{tier.English} {earned} {p.Currency} is earned; "
            + paid.English);
    }

    private static Bilingual Changed(RebatePolicyResult policy, RebateChanges changes)
    {
        var kinds = changes.Documents.GroupBy(d => d.Kind).OrderBy(g => g.Key)
            .Select(g => (g.Key, Count: g.Count(), Sum: Signed(g.Sum(d => d.Difference)))).ToList();
        if (kinds.Count == 0)
        {
            return new Bilingual(
                $"　　自 {changes.Month} 结算以来没有变化。", $"    Nothing changed since the settlement of {changes.Month}.");
        }

        var chinese = kinds.Select(k => $"{RebateChangesSheet.Word(k.Key).Chinese}单据 {k.Count} 张 {k.Sum}");
        var english = kinds.Select(k => $"{k.Count} {RebateChangesSheet.Word(k.Key).English} {k.Sum}");
        var total = Signed(policy.Earned - changes.Earned);
        return new Bilingual(
            $"　　自 {changes.Month} 结算以来：{string.Join("，", chinese)}；合计 {total}。",
            $"    Documents since the settlement of {changes.Month}: {string.Join(", ", english)}; together {total}.");
    }

    private static string Plain(decimal value) =>
        value.ToString(decimal.IsInteger(value) ? "#,##0" : "#,##0.00##", CultureInfo.InvariantCulture);

    public static string Signed(decimal value) => (value > 0m ? "+" : "") + Plain(value);
}
