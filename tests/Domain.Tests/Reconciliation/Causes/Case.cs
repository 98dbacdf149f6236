using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

/// <summary>
/// Invoice 90001 of October with order 10001 and shipment 80001, and what the dealer booked for it. Shipped and
/// received on the 12th unless a test says otherwise.
/// </summary>
internal static class Case
{
    public static readonly DateOnly Day = new(2026, 10, 12);

    /// <summary>A line of an invoice that order and shipment agree with, unless they are told otherwise.</summary>
    public static EvidenceLine Line(
        string position, decimal quantity, decimal price, decimal? received = null, decimal? ordered = null,
        long? pack = null, bool known = true, decimal discount = 0m, decimal? orderQuantity = null,
        decimal orderDiscount = 0m, decimal tax = 0m)
    {
        var net = (quantity * price) - discount;
        var asOrdered = (orderQuantity ?? quantity) * (ordered ?? price);
        return new EvidenceLine(
            position, $"P{position}", known, quantity, received ?? quantity, "PC", pack, price, ordered ?? price,
            orderQuantity ?? quantity, asOrdered - discount - orderDiscount, net,
            net + Rounding.Cents.Apply(net * tax), tax);
    }

    public static InvoiceEvidence Invoice(params EvidenceLine[] lines) =>
        new("90001", "80001", Day, Day, "10001", lines);

    public static decimal Gross(this InvoiceEvidence invoice) => invoice.Lines.Sum(line => line.GrossAmount);

    /// <summary>The breaks when the dealer booked this for the invoice.</summary>
    public static IReadOnlyList<Break> Booked(InvoiceEvidence invoice, decimal theirs)
    {
        var result = Sample.Run(
            Sample.Book(Sample.Entry("90001", invoice.Gross())),
            Sample.Book(Sample.Entry("row 9", theirs, "90001")),
            Sample.Evidence(invoice));
        Assert.Equal(theirs - invoice.Gross(), result.Breaks.Sum(b => b.Amount));
        return result.Breaks;
    }

    /// <summary>The cause when the dealer booked this for the invoice; null: none was proven.</summary>
    public static BreakCause? CauseOf(InvoiceEvidence invoice, decimal theirs) =>
        Assert.Single(Booked(invoice, theirs)).Cause;

    /// <summary>The breaks of a book of ours against one of theirs.</summary>
    public static IReadOnlyList<Break> Breaks(
        BookEntry[] ours, BookEntry[] theirs, Evidence? evidence = null, ReconciliationRules? rules = null) =>
        Sample.Run(Sample.Book(ours), Sample.Book(theirs), evidence, rules).Breaks;

    public static void Says(Break found, params string[] parts) =>
        Assert.All(parts, part => Assert.Contains(part, found.Evidence, StringComparison.Ordinal));
}
