using DealerIntegration.Domain.Reconciliation.Causes.Lines;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>The dealer booked the price of the order, we invoiced another (单价差异).</summary>
internal sealed class UnitPriceCause : LineCause
{
    public override BreakCause Cause => BreakCause.UnitPrice;

    public override IEnumerable<Reading> Readings(InvoiceEvidence evidence) =>
        ReadingOf(evidence, static (line, price) => line.EffectOf(line.NetAt(price))) is { } reading ? [reading] : [];

    /// <summary>The prices of the order for what arrived, beside the quantity that did not.</summary>
    public static Reading? OfWhatArrived(InvoiceEvidence evidence) => ReadingOf(evidence, static (line, price) =>
    {
        var arrived = Math.Min(line.ReceivedQuantity ?? line.Quantity, line.Quantity);
        return line.EffectOf(line.NetFor(arrived, price)) - line.EffectOf(line.NetFor(arrived));
    });

    private static Reading? ReadingOf(InvoiceEvidence evidence, Func<EvidenceLine, decimal, decimal> effectOf) =>
        evidence.OrderNumber is not { } order
            ? null
            : new Reading(
                $"Order {order}",
                [evidence.InvoiceNumber, order],
                [.. from line in evidence.Lines
                    where line.OrderUnitPrice is not null && line.OrderUnitPrice != line.UnitPrice
                    let price = line.OrderUnitPrice.GetValueOrDefault()
                    let effect = effectOf(line, price)
                    where effect != 0m
                    select new LineEffect(line, effect, $"ordered at {AmountText.Of(price)}{Invoiced(line)}", true)]);

    private static string Invoiced(EvidenceLine line) =>
        line.UnitPrice is { } price ? $", invoiced at {AmountText.Of(price)}" : "";
}
