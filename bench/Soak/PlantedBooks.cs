using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Bench.Soak;

/// <summary>
/// Two books of one dealer that differ only by planted causes, each with the document that proves it (预埋差异账).
/// The first documents hold every cause once, the others draw theirs.
/// </summary>
internal sealed class PlantedBooks
{
    private const string Currency = "CNY";

    // About one document in three differs.
    private const int Draws = 48;

    private static readonly DateOnly FirstDay = new(2026, 10, 1);

    private static readonly BreakCause[] Causes = Enum.GetValues<BreakCause>();

    private readonly Random _random;
    private readonly List<BookEntry> _ours = [];
    private readonly List<BookEntry> _theirs = [];
    private readonly List<BookEntry> _ourNeighbours = [];
    private readonly Dictionary<string, InvoiceEvidence> _invoices = new(StringComparer.Ordinal);
    private readonly List<ForeignDocument> _foreign = [];
    private readonly List<ShipmentFact> _shipments = [];
    private readonly List<DealerClaim> _claims = [];
    private readonly List<Decision> _decisions = [];
    private readonly List<(string Number, BreakCause Cause)> _planted = [];
    private readonly HashSet<decimal> _amounts = [];
    private readonly string _dealer;
    private decimal _ourOpening;

    private PlantedBooks(string dealer, Random random)
    {
        _dealer = dealer;
        _random = random;
    }

    /// <summary>
    /// Number of the document, and why the books differ by it; twice where both sides of it stand alone.
    /// </summary>
    public IReadOnlyList<(string Number, BreakCause Cause)> Planted => _planted;

    /// <summary>Large enough to hold every cause.</summary>
    public bool HoldsEveryCause { get; private init; }

    public IReadOnlyList<Decision> Decisions => _decisions;

    public Evidence Evidence => new(_invoices)
    {
        ForeignDocuments = _foreign,
        Shipments = _shipments,
        Claims = _claims,
    };

    public DealerBook Ours => new(_dealer, Currency, _ourOpening, _ourOpening + Sum(_ours), _ours, _ourNeighbours);

    public DealerBook Theirs => new(_dealer, Currency, 0m, Sum(_theirs), _theirs, []);

    public static PlantedBooks Make(string dealer, int documents, Random random)
    {
        var books = new PlantedBooks(dealer, random) { HoldsEveryCause = documents >= Causes.Length };
        for (var i = 0; i < documents; i++)
        {
            var drawn = i < Causes.Length ? i : random.Next(Draws);
            books.AddDocument($"{90_000_000 + i}", drawn < Causes.Length ? Causes[drawn] : null);
        }

        for (var i = 0; i < documents / 5; i++)
        {
            books.AddPayment($"BK{20_261_000 + i}");
        }

        return books;
    }

    /// <summary>No two sales come so near each other that one could be taken for the other.</summary>
    private Sale Draw(string number)
    {
        Sale sale;
        do
        {
            sale = new Sale(
                number, _random.Next(2, 50), _random.Next(1_000, 90_000) / 100m, FirstDay.AddDays(_random.Next(28)));
        }
        while (_amounts.Contains(sale.Whole - 1m) || _amounts.Contains(sale.Whole + 1m) || !_amounts.Add(sale.Whole));

        return sale;
    }

    private static decimal Sum(IEnumerable<BookEntry> entries) =>
        entries.Where(e => e.Currency == Currency).Sum(e => e.Amount);

    private void AddDocument(string number, BreakCause? cause)
    {
        var sale = Draw(number);
        switch (cause)
        {
            case null:
                Add(sale, Their(sale, Spelling(number)));
                return;
            case BreakCause.OtherPeriod:
                AddOtherPeriod(sale);
                break;
            case BreakCause.Deduction:
                AddDeduction(sale);
                return;
            case BreakCause.NotBookedByUs:
                AddUninvoiced(sale);
                return;
            case BreakCause.InTransitAtCutOff or BreakCause.NotBookedByDealer or BreakCause.WrongDealer:
                AddMissing(sale, cause.Value);
                break;
            case BreakCause.Currency:
                // Both lines stand alone: the one of ours, and the dealer's in the other currency.
                Add(sale, Their(sale, number) with { Amount = sale.Price, Currency = "USD" });
                _planted.Add((number, BreakCause.Currency));
                break;
            case BreakCause.Duplicate:
                Add(sale, Their(sale, number));
                _theirs.Add(Their(sale, number) with { Date = sale.Date.AddDays(2) });
                break;
            case BreakCause.WrittenOff:
                AddWrittenOff(sale);
                break;
            default:
                AddUnequal(sale, cause.Value);
                break;
        }

        _planted.Add((number, cause.Value));
    }

    /// <summary>The dealer books another amount, and order, shipment or product master say why.</summary>
    private void AddUnequal(Sale sale, BreakCause cause)
    {
        var line = sale.Line;
        var off = Rounding.Cents.Apply(sale.Amount / 10m);
        var (lines, theirs) = cause switch
        {
            BreakCause.Quantity => (
                [line with { ReceivedQuantity = sale.Quantity - 1 }], sale.Amount - sale.Price),
            BreakCause.UnitOfMeasure => ([line with { PackSize = 12 }], sale.Amount * 12),
            BreakCause.UnitPrice => (
                [line with { OrderUnitPrice = sale.Price - 1m, OrderNetAmount = sale.Amount - sale.Quantity }],
                sale.Amount - sale.Quantity),
            BreakCause.Discount => (
                [line with
                {
                    OrderNetAmount = sale.Amount - off, NetAmount = sale.Amount - off, GrossAmount = sale.Amount - off,
                }],
                sale.Amount),
            BreakCause.UnknownProduct => (
                new[] { line, line with { Position = "20", ProductCode = "P9", ProductIsKnown = false } },
                sale.Amount),
            BreakCause.RoundingOrTax => ([line], sale.Amount - 0.03m),
            BreakCause.Amount => ([line], sale.Amount + 1_000.01m),
            _ => throw new InvalidOperationException($"Nobody plants {cause} yet; add it to {nameof(PlantedBooks)}."),
        };
        Add(
            sale, Their(sale, sale.Number) with { Amount = theirs }, sale.Evidence with { Lines = lines },
            lines.Sum(l => l.GrossAmount));
    }

    private void AddMissing(Sale sale, BreakCause cause)
    {
        var arrived = cause == BreakCause.InTransitAtCutOff ? (DateOnly?)null : sale.Evidence.DeliveredOn;
        Add(sale, null, sale.Evidence with { DeliveredOn = arrived });
        if (cause == BreakCause.WrongDealer)
        {
            _foreign.Add(new ForeignDocument(BookSide.Theirs, "D99", sale.Number, sale.Date, sale.Amount, Currency));
        }
    }

    // We booked it last month: it stands in our opening balance and beside this month's lines.
    private void AddOtherPeriod(Sale sale)
    {
        var before = sale.Entry with { Date = FirstDay.AddDays(-_random.Next(1, 20)) };
        _ourNeighbours.Add(before);
        _ourOpening += before.Amount;
        _theirs.Add(Their(sale, sale.Number));
        _invoices.Add(sale.Number, sale.Evidence);
    }

    private void AddWrittenOff(Sale sale)
    {
        var their = Their(sale, sale.Number) with { Amount = sale.Amount - 1.23m };
        Add(sale, their);
        _decisions.Add(new Decision(
            _decisions.Count + 1, DecisionKind.WriteOff, [sale.Number], [their.Id], sale.Amount, their.Amount, "6603",
            "too small to ask", "soak", sale.Date));
    }

    private void AddDeduction(Sale sale)
    {
        var claim = $"MX{sale.Number}";
        _claims.Add(new DealerClaim(ClaimKind.MarketExpense, claim, sale.Date, sale.Price, Currency));
        _theirs.Add(Their(sale, claim) with { Kind = EntryKind.Other, Amount = -sale.Price });
        _planted.Add((claim, BreakCause.Deduction));
    }

    private void AddUninvoiced(Sale sale)
    {
        var shipment = $"8{sale.Number}";
        _shipments.Add(new ShipmentFact(shipment, sale.Date, sale.Date.AddDays(1), null, sale.Amount));
        _theirs.Add(Their(sale, shipment));
        _planted.Add((shipment, BreakCause.NotBookedByUs));
    }

    private void AddPayment(string reference)
    {
        var entry = new BookEntry(
            NextRow, EntryKind.Payment, reference, FirstDay.AddDays(_random.Next(31)),
            -_random.Next(1_000, 9_000_000) / 100m, Currency, null);
        _theirs.Add(entry);
        if (_random.Next(8) == 0)
        {
            _planted.Add((reference, BreakCause.NotBookedByUs));
        }
        else
        {
            _ours.Add(entry with { Id = $"P{reference}" });
        }
    }

    private void Add(Sale sale, BookEntry? their, InvoiceEvidence? evidence = null, decimal? amount = null)
    {
        _ours.Add(sale.Entry with { Amount = amount ?? sale.Amount });
        _invoices.Add(sale.Number, evidence ?? sale.Evidence);
        if (their is not null)
        {
            _theirs.Add(their);
        }
    }

    private string NextRow => $"row {_theirs.Count + 2}";

    private BookEntry Their(Sale sale, string reference) => sale.Entry with { Id = NextRow, Reference = reference };

    private string Spelling(string number) => _random.Next(6) switch
    {
        0 => $"INV {number}",
        1 => $"00{number}",
        _ => number,
    };

    /// <summary>An invoice of one line that order and shipment confirm.</summary>
    private sealed record Sale(string Number, int Quantity, decimal Price, DateOnly Date)
    {
        public decimal Amount => Quantity * Price;

        public decimal Whole => decimal.Floor(Amount);

        public BookEntry Entry => new(Number, EntryKind.Invoice, Number, Date, Amount, Currency, null);

        public EvidenceLine Line => new(
            "10", "P1", true, Quantity, Quantity, "PC", null, Price, Price, Quantity, Amount, Amount, Amount, 0m);

        public InvoiceEvidence Evidence => new(
            Number, $"8{Number}", Date, Date.AddDays(1), $"1{Number}", [Line]);
    }
}
