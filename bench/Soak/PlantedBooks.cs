using DealerIntegration.Domain.Reconciliation;

namespace DealerIntegration.Bench.Soak;

/// <summary>
/// Two books of one dealer that differ only by planted causes, each with the document that proves it; the planted
/// causes are kept by document.
/// </summary>
internal sealed class PlantedBooks
{
    private static readonly DateOnly FirstDay = new(2026, 10, 1);

    private readonly Random _random;
    private readonly List<BookEntry> _ours = [];
    private readonly List<BookEntry> _theirs = [];
    private readonly List<BookEntry> _ourNeighbours = [];
    private readonly Dictionary<string, InvoiceEvidence> _evidence = new(StringComparer.Ordinal);
    private readonly string _dealer;
    private decimal _ourOpening;

    private PlantedBooks(string dealer, Random random)
    {
        _dealer = dealer;
        _random = random;
    }

    /// <summary>Number of the document, and why the books differ by it.</summary>
    public Dictionary<string, BreakCause> Planted { get; } = new(StringComparer.Ordinal);

    public Evidence Evidence => new(_evidence);

    public DealerBook Ours => new(
        _dealer, "CNY", _ourOpening, _ourOpening + _ours.Sum(e => e.Amount), _ours, _ourNeighbours);

    public DealerBook Theirs => new(_dealer, "CNY", 0m, _theirs.Sum(e => e.Amount), _theirs, []);

    public static PlantedBooks Make(string dealer, int documents, Random random)
    {
        var books = new PlantedBooks(dealer, random);
        for (var i = 0; i < documents; i++)
        {
            books.AddDocument($"{90_000_000 + i}");
        }

        for (var i = 0; i < documents / 5; i++)
        {
            books.AddPayment($"BK{20_261_000 + i}");
        }

        return books;
    }

    private void AddDocument(string number)
    {
        var (quantity, price) = (_random.Next(2, 50), _random.Next(1_000, 90_000) / 100m);
        var amount = quantity * price;
        var date = FirstDay.AddDays(_random.Next(28));
        var our = new BookEntry(number, EntryKind.Invoice, number, date, amount, "CNY", null);
        var their = new BookEntry($"row {_theirs.Count + 2}", EntryKind.Invoice, number, date, amount, "CNY", null);
        var evidence = new InvoiceEvidence(
            number, $"8{number}", date, date.AddDays(1), $"1{number}", [Line(quantity, quantity, price, price)]);
        switch (_random.Next(20))
        {
            case 0:
                Plant(number, BreakCause.InTransitAtCutOff, our, null, evidence with { DeliveredOn = null });
                break;
            case 1:
                AddOtherPeriod(our, their, evidence);
                break;
            case 2:
                var received = (quantity - 1) * price;
                Plant(number, BreakCause.Quantity, our, their with { Amount = received },
                    evidence with { Lines = [Line(quantity, quantity - 1, price, price)] });
                break;
            case 3:
                var ordered = quantity * (price - 1m);
                Plant(number, BreakCause.UnitPrice, our, their with { Amount = ordered },
                    evidence with { Lines = [Line(quantity, quantity, price, price - 1m)] });
                break;
            case 4:
                Plant(number, BreakCause.RoundingOrTax, our, their with { Amount = amount - 0.03m }, evidence);
                break;
            case 5:
                Plant(number, BreakCause.Duplicate, our, their, evidence);
                _theirs.Add(their with { Id = $"row {_theirs.Count + 2}", Date = date.AddDays(2) });
                break;
            case 6:
                Plant(number, BreakCause.NotBookedByDealer, our, null, evidence);
                break;
            default:
                Add(our, their with { Reference = Spelling(number) }, evidence);
                break;
        }
    }

    private void AddPayment(string reference)
    {
        var entry = new BookEntry(
            $"row {_theirs.Count + 2}", EntryKind.Payment, reference, FirstDay.AddDays(_random.Next(31)),
            -_random.Next(1_000, 9_000_000) / 100m, "CNY", null);
        _theirs.Add(entry);
        if (_random.Next(8) == 0)
        {
            Planted.Add(reference, BreakCause.NotBookedByUs);
        }
        else
        {
            _ours.Add(entry with { Id = $"P{reference}" });
        }
    }

    // We booked it last month: it stands in our opening balance and beside this month's lines.
    private void AddOtherPeriod(BookEntry our, BookEntry their, InvoiceEvidence evidence)
    {
        var before = our with { Date = FirstDay.AddDays(-_random.Next(1, 20)) };
        _ourNeighbours.Add(before);
        _ourOpening += before.Amount;
        _theirs.Add(their);
        _evidence.Add(our.Id, evidence);
        Planted.Add(our.Id, BreakCause.OtherPeriod);
    }

    private void Plant(string number, BreakCause cause, BookEntry our, BookEntry? their, InvoiceEvidence evidence)
    {
        Planted.Add(number, cause);
        Add(our, their, evidence);
    }

    private void Add(BookEntry our, BookEntry? their, InvoiceEvidence evidence)
    {
        _ours.Add(our);
        _evidence.Add(our.Id, evidence);
        if (their is not null)
        {
            _theirs.Add(their);
        }
    }

    private static EvidenceLine Line(int quantity, int received, decimal price, decimal ordered) => new(
        "10", "P1", true, quantity, received, "PC", null, price, ordered, quantity, quantity * ordered,
        quantity * price,
        quantity * price, 0m);

    private string Spelling(string number) => _random.Next(6) switch
    {
        0 => $"INV {number}",
        1 => $"00{number}",
        _ => number,
    };
}
