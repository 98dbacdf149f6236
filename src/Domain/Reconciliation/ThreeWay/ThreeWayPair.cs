using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.ThreeWay;

/// <summary>Puts the two books of one currency together (一个币种的三单账).</summary>
internal sealed class ThreeWayPair(
    ThreeWayFacts facts, Period period, string currency, IReadOnlyList<Billed> billed, IReadOnlyList<Receipt> receipts)
{
    private readonly Dictionary<string, InvoiceEvidence> _invoices = new(StringComparer.Ordinal);
    private readonly Dictionary<(BookSide, string), LineProof> _proofs = [];
    private readonly Dictionary<string, ThreeWayLine> _checks = new(StringComparer.Ordinal);
    private readonly Side _ours = new(period);
    private readonly Side _theirs = new(period);

    public DocumentedBooks Build()
    {
        var arrived = receipts.ToLookup(receipt => receipt.Key, StringComparer.Ordinal);
        var asked = billed.ToLookup(invoice => invoice.Key, StringComparer.Ordinal);
        foreach (var key in asked.Select(group => group.Key).Union(arrived.Select(group => group.Key)))
        {
            AddOrderLine([.. asked[key]], [.. arrived[key]]);
        }

        return new DocumentedBooks(
            _ours.Book(facts.DealerCode, currency),
            _theirs.Book(facts.DealerCode, currency),
            new Evidence(_invoices) { Proofs = _proofs })
        {
            Checks = _checks,
        };
    }

    private void AddOrderLine(IReadOnlyList<Billed> invoices, IReadOnlyList<Receipt> shipments)
    {
        var settled = invoices.Where(b => b.Date < period.Start).Sum(b => b.Line.GrossAmount)
            == shipments.Where(r => r.DeliveredOn < period.Start).Sum(r => r.Gross);
        var brought = shipments.Where(r => r.Kind != EntryKind.Return).ToList();
        var named = invoices.Select(b => b.Shipment).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var receipt in shipments)
        {
            AddReceipt(receipt, ReferenceOf(receipt, named), settled, invoices.Count == 0);
        }

        foreach (var invoice in invoices)
        {
            var receipt = shipments.FirstOrDefault(r => r.Shipment == invoice.Shipment)
                ?? (invoice.Shipment is null && brought is [var only] ? only : null);
            var reference = receipt is null ? invoice.Key : ReferenceOf(receipt, named);
            _ours.Add(
                new BookEntry(
                    invoice.Id, invoice.Kind, reference, invoice.Date, invoice.Line.GrossAmount, currency, null),
                settled);
            AddEvidence(invoice, receipt);
        }
    }

    // By shipment where invoices name it: two deliveries of one order line are then compared each for itself.
    private static string ReferenceOf(Receipt receipt, HashSet<string> named) =>
        named.Contains(receipt.Shipment) ? $"{receipt.Key}/{receipt.Shipment}" : receipt.Key;

    private void AddReceipt(Receipt receipt, string reference, bool settled, bool notInvoiced)
    {
        if (receipt.DeliveredOn is not { } delivered)
        {
            return;
        }

        _theirs.Add(
            new BookEntry(receipt.Id, receipt.Kind, reference, delivered, receipt.Gross, currency, null), settled);
        if (notInvoiced && delivered <= period.End)
        {
            _proofs[(BookSide.Theirs, receipt.Id)] = new LineProof(
                BreakCause.NotBookedByUs,
                $"Shipment {receipt.Shipment} of {receipt.ShippedOn:yyyy-MM-dd} was delivered on "
                + $"{delivered:yyyy-MM-dd}; no invoice asks for line {receipt.Order.Position} of order "
                + $"{receipt.Order.Order}, {AmountText.Of(receipt.Quantity)} {receipt.Order.Unit} worth "
                + $"{AmountText.Of(receipt.Gross)} with tax.",
                [receipt.Shipment, receipt.Order.Order],
                OurCorrection: true);
        }
    }

    private void AddEvidence(Billed invoice, Receipt? receipt)
    {
        var product = facts.Products.GetValueOrDefault(invoice.Line.ProductCode);
        _invoices[invoice.Id] = invoice.Evidence(receipt, product, period.End);
        if (invoice.Order is { UnitPrice: { } price } order && receipt is not null && invoice.Price is { } asked)
        {
            _checks[invoice.Id] = new ThreeWayLine(
                order.Order, order.Position, price, receipt.Quantity, receipt.Net, invoice.Line.Quantity, asked,
                invoice.Line.NetAmount);
        }
    }

    /// <summary>One of the books while it is put together.</summary>
    private sealed class Side(Period period)
    {
        private readonly List<BookEntry> _entries = [];
        private readonly List<BookEntry> _carried = [];
        private readonly List<BookEntry> _later = [];
        private decimal _opening;

        public void Add(BookEntry entry, bool settledBefore)
        {
            if (entry.Date > period.End)
            {
                _later.Add(entry);
                return;
            }

            if (entry.Date >= period.Start)
            {
                _entries.Add(entry);
                return;
            }

            if (!settledBefore)
            {
                _opening += entry.Amount;
                _carried.Add(entry);
            }
        }

        public DealerBook Book(string dealer, string currency) => new(
            dealer, currency, _opening, _opening + _entries.Sum(entry => entry.Amount), _entries, _later)
        {
            Carried = _carried,
            CarriedFrom = period.Previous,
        };
    }
}
