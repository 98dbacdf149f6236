using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>The first line of an explanation: what was added up.</summary>
internal static class BasisWords
{
    public static Told Of(RuleInput input, string? group)
    {
        var (policy, basis, count) = (input.Policy, input.Basis, input.Lines.Count);
        var value = $"{Figures.Amount(basis.Value)} {policy.Currency}";
        var what = new Told($"value {value}", $"金额 {value}");
        if (basis.MeasuredIn == BasisMeasure.Quantity)
        {
            var quantity = Figures.Plain(basis.Quantity);
            what = new Told($"quantity {quantity} (value {value})", $"数量 {quantity}（金额 {value}）");
        }

        var kind = Kind(policy);
        var lines = count == 1 ? "line" : "lines";
        var head = new Told($"Basis: {count} {kind} {lines}", $"基数：{kind.Chinese}明细 {count} 行");
        var whose = group is null
            ? default
            : new Told(
                $" of {input.Lines.Dealers.Count} dealers of {group}",
                $"（{group} 的 {input.Lines.Dealers.Count} 家经销商合计）");
        return head + whose + new Told(", ", "，") + what + Terms(policy)
            + (IsLowered(input) ? new Told(", what earlier policies gave deducted", "，已减去在先政策的返利") : default)
            + Moved(input) + new Told(".", "。");
    }

    // What rulings on diversion moved is no document of the dealer's: whoever checks the basis must see it apart.
    private static Told Moved(RuleInput input)
    {
        if (input.Lines.Dealers.All(d => d.Dealer.Sales.Moved.Length == 0))
        {
            return default;
        }

        var moved = input.Lines.Dealers.SelectMany(d => d.Counted.Select(i => d.Book.Lines[i])).Where(l => l.IsMoved)
            .ToList();
        if (moved.Count == 0)
        {
            return default;
        }

        var amount = Figures.Amount(moved.Sum(l => input.Policy.Basis.TaxInclusive ? l.GrossAmount : l.NetAmount));
        var quantity = Figures.Plain(moved.Sum(l => l.Quantity));
        var cases = moved.Select(l => l.DocumentNumber).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ToList();
        return new Told(
            $", in it quantity {quantity} (value {amount}) moved by rulings on {string.Join(", ", cases)}",
            $"，其中窜货裁定调整数量 {quantity}（金额 {amount}），案件 {string.Join("、", cases)}");
    }

    private static Told Terms(RebatePolicy policy) =>
        (policy.Basis.TaxInclusive ? new Told(", with tax", "，含税") : new Told(", without tax", "，不含税"))
        + (policy.Basis.NetOfReturns
            ? new Told(", returns deducted", "，已减退货")
            : new Told(", returns not deducted", "，不减退货"));

    private static bool IsLowered(RuleInput input) =>
        input.Policy.Stacking.ReducedByEarlier && input.Lines.Dealers.Any(d => d.Book.Given is not null);

    private static Told Kind(RebatePolicy policy) => policy.Rule.Source(policy.Basis) switch
    {
        LineSource.Ordered => new("ordered", "订单"),
        LineSource.Shipped => new("shipped", "发货"),
        LineSource.Invoiced => new("invoiced", "开票"),
        LineSource.Paid => new("paid", "回款"),
        LineSource.SellThrough => new("sold-on", "流向"),
        LineSource.Activations => new("activated", "激活"),
        _ => new("counted stock", "库存盘点"),
    };
}
