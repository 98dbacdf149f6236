using DealerIntegration.Domain.Reconciliation.Causes.Lines;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>The dealer booked what it signed for, we invoiced what left (数量差异).</summary>
internal sealed class QuantityCause : LineCause
{
    public override BreakCause Cause => BreakCause.Quantity;

    public override IEnumerable<Reading> Readings(InvoiceEvidence evidence)
    {
        if (evidence.ShipmentNumber is not { } shipment)
        {
            yield break;
        }

        // A shipment line may stand on several invoices: more than ours was invoiced for says nothing about this one.
        yield return new Reading(
            $"Shipment {shipment}",
            [evidence.InvoiceNumber, shipment],
            [.. from line in evidence.Lines
                where line.ReceivedQuantity < line.Quantity
                let received = line.ReceivedQuantity.GetValueOrDefault()
                let effect = line.EffectOf(line.NetFor(received))
                where effect != 0m
                select new LineEffect(
                    line,
                    effect,
                    $"{AmountText.Plain(received)} of {AmountText.Plain(line.Quantity)} received",
                    true)]);
    }
}
