using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using static DealerIntegration.Domain.Tests.Reconciliation.Causes.Case;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

/// <summary>
/// A dealer's month in which every cause is planted at the same known rate, with the documents that prove it and, on
/// other lines of the same invoices, contradictions that the dealer made nothing of.
/// </summary>
internal sealed class PlantedMonth
{
    private static readonly BreakCause[] Causes = Enum.GetValues<BreakCause>();

    private readonly Random _random;
    private readonly List<BookEntry> _ours = [];
    private readonly List<BookEntry> _theirs = [];
    private readonly List<BookEntry> _ourNeighbours = [];
    private readonly Dictionary<string, InvoiceEvidence> _invoices = [];
    private readonly List<ForeignDocument> _foreign = [];
    private readonly List<ShipmentFact> _shipments = [];
    private readonly List<DealerClaim> _claims = [];
    private readonly List<Decision> _decisions = [];
    private decimal _ourOpening;

    private PlantedMonth(Random random) => _random = random;

    /// <summary>What has to be found: the number and the cause, one for each break.</summary>
    public List<(string Number, BreakCause Cause)> Planted { get; } = [];

    /// <summary>One document in <paramref name="every"/> carries a cause; the causes take turns.</summary>
    public static PlantedMonth Make(int documents, int every, Random random)
    {
        var month = new PlantedMonth(random);
        for (var i = 0; i < documents; i++)
        {
            var number = $"{90_000_000 + i}";
            if (i % every == 0)
            {
                month.Plant(number, Causes[i / every % Causes.Length]);
            }
            else
            {
                month.Book(month.Invoice(number), 0m);
            }
        }

        month.PlantTwo("80000001");
        return month;
    }

    public ReconciliationResult Reconcile() => Reconciler.Reconcile(
        new DealerBook("D001", "CNY", _ourOpening, _ourOpening + Sum(_ours), _ours, _ourNeighbours),
        new DealerBook("D001", "CNY", 0m, Sum(_theirs), _theirs, []),
        new Evidence(_invoices) { ForeignDocuments = _foreign, Shipments = _shipments, Claims = _claims },
        Sample.Rules with { AcceptNamedPayment = true },
        Sample.October,
        _decisions);

    private void Plant(string number, BreakCause cause)
    {
        Planted.Add((number, cause));
        switch (cause)
        {
            case BreakCause.WrittenOff:
                var given = Book(Invoice(number), -0.42m);
                _decisions.Add(new Decision(
                    _decisions.Count + 1, DecisionKind.WriteOff, [number], [given.Theirs.Id], given.Ours.Amount,
                    given.Theirs.Amount, "6711", "too small", "wang", Day));
                break;
            case BreakCause.InTransitAtCutOff:
                Ours(Invoice(number) with { DeliveredOn = null });
                break;
            case BreakCause.OtherPeriod:
                var before = new BookEntry(number, EntryKind.Invoice, number, new(2026, 9, 28), Amount(), "CNY", null);
                _ourNeighbours.Add(before);
                _ourOpening += before.Amount;
                Theirs(number, before.Amount);
                break;
            case BreakCause.Duplicate:
                var booked = Book(Invoice(number), 0m);
                Theirs(number, booked.Theirs.Amount);
                break;
            case BreakCause.WrongDealer:
                var amount = Theirs(number, Amount()).Amount;
                _foreign.Add(new ForeignDocument(BookSide.Ours, "D002", number, Day, amount, "CNY"));
                break;
            case BreakCause.Currency:
                Planted.Add((number, cause));
                var ours = Ours(Invoice(number));
                var dollars = Rounding.Cents.Apply(ours.Amount / 7m);
                _theirs.Add(ours with { Id = Row(), Currency = "USD", Amount = dollars });
                break;
            case BreakCause.Deduction:
                _claims.Add(new DealerClaim(ClaimKind.Rebate, $"RB{number}", Day, Amount(), "CNY"));
                _theirs.Add(new BookEntry(
                    Row(), EntryKind.Other, _random.Next(2) == 0 ? $"RB{number}" : number, Day, -_claims[^1].Amount,
                    "CNY", "返利"));
                Planted[^1] = (_theirs[^1].Reference, cause);
                break;
            case BreakCause.NotBookedByDealer:
                Ours(Invoice(number));
                break;
            case BreakCause.NotBookedByUs when _random.Next(2) == 0:
                _theirs.Add(new BookEntry(Row(), EntryKind.Payment, number, Day, -Amount(), "CNY", null));
                break;
            case BreakCause.NotBookedByUs:
                _shipments.Add(new ShipmentFact(number, Day, Day, null, Theirs(number, Amount()).Amount));
                break;
            default:
                PlantInLines(number, cause);
                break;
        }
    }

    // On line 20; line 10 is told otherwise by a document too, which the dealer made nothing of.
    private void PlantInLines(string number, BreakCause cause)
    {
        var (quantity, price) = (_random.Next(20, 90) * 12m, _random.Next(1_000, 90_000) / 100m);
        var amount = quantity * price;
        var less = _random.Next(1, 9);
        var (line, difference) = cause switch
        {
            BreakCause.Quantity => (Line("20", quantity, price, received: quantity - less), -less * price),
            BreakCause.UnitOfMeasure => (Line("20", quantity, price, pack: 12), (amount / 12m) - amount),
            BreakCause.UnitPrice => (Line("20", quantity, price, ordered: price - less), -less * quantity),
            BreakCause.Discount => (Line("20", quantity, price, discount: less * 10m), less * 10m),
            BreakCause.UnknownProduct => (Line("20", quantity, price, known: false), -amount),
            BreakCause.RoundingOrTax => (Line("20", quantity, price), 0.03m),
            BreakCause.Amount => (Line("20", quantity, price), 9m * less),
            _ => throw new InvalidOperationException($"Nobody plants {cause} in the lines of an invoice."),
        };
        var invoice = Invoice(number);
        var decoy = cause == BreakCause.Amount ? Line("10", 7m, 11m) : Decoy(cause);
        Book(invoice with { Lines = [decoy, line, .. invoice.Lines] }, difference);
    }

    private EvidenceLine Decoy(BreakCause cause)
    {
        var price = _random.Next(1_000, 90_000) / 100m;
        return cause != BreakCause.Quantity && _random.Next(2) == 0
            ? Line("10", 70m, price, received: 69m, pack: 10)
            : cause != BreakCause.UnitPrice
                ? Line("10", 70m, price, ordered: price - 0.17m, pack: 7)
                : Line("10", 70m, price, pack: 14, discount: 13m);
    }

    private void PlantTwo(string number)
    {
        Planted.Add((number, BreakCause.Quantity));
        Planted.Add((number, BreakCause.UnitPrice));
        var invoice = Invoice(number);
        Book(
            invoice with
            {
                Lines = [Line("1", 40m, 3.37m, received: 33m), Line("2", 9m, 17m, ordered: 16.21m), .. invoice.Lines],
            },
            (-7m * 3.37m) - (9m * 0.79m));
    }

    private InvoiceEvidence Invoice(string number) => new(
        number, $"S{number}", Day, Day, $"O{number}",
        [
            .. Enumerable.Range(3, _random.Next(1, 4)).Select(i => Line(
                $"{i}0", _random.Next(1, 50), _random.Next(1_000, 90_000) / 100m, pack: 1 + (_random.Next(2) * 5))),
        ]);

    private BookEntry Ours(InvoiceEvidence invoice)
    {
        _invoices.Add(invoice.InvoiceNumber, invoice);
        _ours.Add(new BookEntry(
            invoice.InvoiceNumber, EntryKind.Invoice, invoice.InvoiceNumber, Day, invoice.Gross(), "CNY", null));
        return _ours[^1];
    }

    private BookEntry Theirs(string number, decimal amount)
    {
        _theirs.Add(new BookEntry(Row(), EntryKind.Invoice, number, Day, amount, "CNY", null));
        return _theirs[^1];
    }

    private (BookEntry Ours, BookEntry Theirs) Book(InvoiceEvidence invoice, decimal difference)
    {
        var ours = Ours(invoice);
        return (ours, Theirs(ours.Reference, ours.Amount + difference));
    }

    private string Row() => $"row {_theirs.Count + 2}";

    private decimal Amount() => _random.Next(10_000, 90_000_000) / 100m;

    private static decimal Sum(List<BookEntry> entries) => entries.Where(e => e.Currency == "CNY").Sum(e => e.Amount);
}
