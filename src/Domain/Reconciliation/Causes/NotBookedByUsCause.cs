using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>
/// The dealer names something that we have not booked (我方未入账): a shipment without an invoice, or a payment by a bank
/// reference we do not know. The payment proves something only where the rules accept a named payment.
/// </summary>
internal sealed class NotBookedByUsCause : IBreakCause
{
    public BreakCause Cause => BreakCause.NotBookedByUs;

    public Proof? Prove(OpenBreak open, CaseFile file)
    {
        if (open.Kind != BreakKind.MissingInOurs)
        {
            return null;
        }

        var item = open.Theirs[0];
        return item.Lane == Lane.Payment ? Payment(item, file) : Shipment(item, file);
    }

    private static Proof? Shipment(Item item, CaseFile file)
    {
        if (file.Shipments.Take(item) is not { } shipment)
        {
            return null;
        }

        file.Booked.Note(item, $"shipment {shipment.Number}");
        return new Proof(
            $"Shipment {shipment.Number} left on {shipment.ShippedOn:yyyy-MM-dd} and is worth "
            + $"{AmountText.Of(shipment.AmountAtOrderPrice.GetValueOrDefault())} at the prices of its order; we have "
            + $"not invoiced it, the dealer booked {AmountText.Of(item.Amount)} on {item.Entry.Date:yyyy-MM-dd}.",
            [shipment.Number],
            OurCorrection: true);
    }

    private static Proof? Payment(Item item, CaseFile file)
    {
        if (!file.Workspace.Rules.AcceptNamedPayment
            || item.Key.Length == 0
            || file.Workspace.OurKeys.Contains(item.Key))
        {
            return null;
        }

        file.Booked.Note(item, $"bank reference {item.Entry.Reference}");
        return new Proof(
            $"The dealer names bank reference {item.Entry.Reference} of {item.Entry.Date:yyyy-MM-dd}; neither "
            + "this month nor the months beside it hold it on our side.",
            [item.Entry.Reference],
            OurCorrection: true);
    }
}
