using DealerIntegration.Domain.Reconciliation.Causes.Lines;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>
/// A discount that only one side took off (折扣促销差异): the invoice gives one that the dealer did not book, or the order
/// shows one that the invoice forgot.
/// </summary>
internal sealed class DiscountCause : LineCause
{
    public override BreakCause Cause => BreakCause.Discount;

    public override IEnumerable<Reading> Readings(InvoiceEvidence evidence)
    {
        yield return new Reading(
            $"Invoice {evidence.InvoiceNumber}",
            [evidence.InvoiceNumber],
            [.. from line in evidence.Lines
                where line.Discount() > 0m
                let discount = line.Discount().GetValueOrDefault()
                let effect = line.EffectOf(line.NetAmount + discount)
                where effect != 0m
                select new LineEffect(line, effect, $"a discount of {AmountText.Of(discount)} left out", false)]);

        if (evidence.OrderNumber is { } order)
        {
            yield return new Reading(
                $"Order {order}",
                [evidence.InvoiceNumber, order],
                [.. from line in evidence.Lines
                    where line.Discount() == 0m && Ordered(line) is not null
                    let net = Ordered(line).GetValueOrDefault()
                    let effect = line.EffectOf(net)
                    where effect != 0m
                    select new LineEffect(
                        line,
                        effect,
                        $"{AmountText.Of(line.NetAmount)} without the ordered discount, {AmountText.Of(net)} with it",
                        true)]);
        }
    }

    // The share of the list amount that the order asks for, of what was invoiced; null where it gives no discount.
    private static decimal? Ordered(EvidenceLine line)
    {
        if (line is not { OrderUnitPrice: { } price, OrderQuantity: { } quantity, OrderNetAmount: { } net })
        {
            return null;
        }

        var list = Rounding.Cents.Apply(quantity * price);
        return list > 0m && net < list ? Rounding.Cents.Apply(line.NetAmount * net / list) : null;
    }
}
