using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Orders;

/// <summary>
/// Answers a dealer's order (订单校验): product, price, stock by warehouse, credit. Pure: nothing is reserved here, see
/// <see cref="OrderDesk"/>.
/// </summary>
public static class OrderChecker
{
    public static OrderAnswer Check(DealerOrder order, OrderContext context)
    {
        if (CheckHead(order, context) is { } refusal)
        {
            return Refuse(order, context, [.. order.Lines.Select(Unchecked)], refusal, null);
        }

        var dealer = context.Dealers[order.DealerCode];
        var checker = new LineChecker(context, dealer.Tier!);
        var lines = order.Lines.Select(checker.Check).ToList();
        if (CheckLines(lines, context.Rules) is { } whole)
        {
            return Refuse(order, context, lines, whole, null);
        }

        var gross = lines.Sum(line => line.GrossAmount);
        var credit = dealer.CreditLimit is { } limit
            ? new CreditCheck(limit, context.Exposures.GetValueOrDefault(dealer.Code, CreditExposure.None), gross)
            : null;
        if (CheckCredit(dealer, credit, context.Rules) is { } blocked)
        {
            return Refuse(order, context, lines, blocked, credit);
        }

        return new OrderAnswer(
            order.DealerCode,
            order.Number,
            true,
            lines,
            [],
            lines.Sum(line => line.NetAmount),
            gross,
            credit,
            context.Rules.Code,
            context.Rules.Version);
    }

    private static Refusal? CheckHead(DealerOrder order, OrderContext context)
    {
        if (!context.Dealers.TryGetValue(order.DealerCode, out var dealer))
        {
            return new Refusal(
                RefusalCode.UnknownDealer,
                $"Dealer '{order.DealerCode}' is not on record.",
                "Check the dealer code, or have the dealer created first.");
        }

        if (order.Currency is not null && order.Currency != dealer.Currency)
        {
            return new Refusal(
                RefusalCode.WrongCurrency,
                $"The order is in {order.Currency}, {dealer.Code} trades in {dealer.Currency}.",
                $"Order in {dealer.Currency}.");
        }

        if (dealer.Tier is not { } tier || !context.Rules.TierDiscounts.ContainsKey(tier))
        {
            return new Refusal(
                RefusalCode.UnknownTier,
                $"Tier '{dealer.Tier}' of {dealer.Code} has no price; known are "
                + $"{string.Join(", ", context.Rules.TierDiscounts.Keys.Order(StringComparer.Ordinal))}.",
                "Correct the dealer's tier, or add the tier to the pricing rules.");
        }

        return order.Lines.Count == 0
            ? new Refusal(
                RefusalCode.EmptyOrder, $"Order {order.Number} has no line.", "Send the order with its lines.")
            : null;
    }

    private static Refusal? CheckLines(List<LineAnswer> lines, OrderRules rules)
    {
        var refused = lines.Where(line => !line.IsAccepted).Select(line => line.Position).ToList();
        if (refused.Count == lines.Count)
        {
            return new Refusal(
                RefusalCode.NoLineAccepted,
                $"None of {lines.Count} lines can be accepted.",
                "Correct the lines as said there.");
        }

        return rules.WholeOrderOnly && refused.Count > 0
            ? new Refusal(
                RefusalCode.WholeOrderRefused,
                $"{refused.Count} of {lines.Count} lines are refused ({string.Join(", ", refused)}), and orders are "
                + "accepted whole or not at all.",
                "Correct these lines, or take them out of the order.")
            : null;
    }

    private static Refusal? CheckCredit(OrderDealer dealer, CreditCheck? credit, OrderRules rules)
    {
        if (credit is null)
        {
            return rules.AllowWithoutLimit
                ? null
                : new Refusal(
                    RefusalCode.NoCreditLimit,
                    $"{dealer.Code} has no credit limit on record.",
                    "Agree on a credit limit, or allow orders without one in the pricing rules.");
        }

        return credit.IsWithinLimit
            ? null
            : new Refusal(
                RefusalCode.CreditExceeded,
                credit.Arithmetic,
                $"Pay {AmountText.Of(credit.After - credit.Limit)}, or order less by that amount.");
    }

    private static LineAnswer Unchecked(DealerOrderLine line) =>
        new(line.Position, line.ProductCode, line.Quantity, false, null, 0m, 0m, [], [], null);

    // A line that is fine by itself carries the order's reason, so that nobody ships it.
    private static OrderAnswer Refuse(
        DealerOrder order,
        OrderContext context,
        IReadOnlyList<LineAnswer> lines,
        Refusal reason,
        CreditCheck? credit) => new(
        order.DealerCode,
        order.Number,
        false,
        [.. lines.Select(line => line with
        {
            IsAccepted = false,
            NetAmount = 0m,
            GrossAmount = 0m,
            Split = [],
            Reasons = line.Reasons.Count > 0 ? line.Reasons : [reason],
        })],
        [reason],
        0m,
        0m,
        credit,
        context.Rules.Code,
        context.Rules.Version);
}
