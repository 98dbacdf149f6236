using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Reconciliation.Stock;
using DealerIntegration.Domain.Reconciliation.ThreeWay;

namespace DealerIntegration.Domain.Tests.Reconciliation.Stock;

/// <summary>What a dealer counted and reports, as short as a test can say it: product P1 in cartons of 24.</summary>
internal sealed class Shelf
{
    private readonly List<CountedStock> _opening = [];
    private readonly List<CountedStock> _closing = [];
    private readonly List<StockMovement> _movements = [];
    private readonly List<StockMovement> _ofOthers = [];
    private readonly List<ShippedLine> _shipments = [];
    private readonly List<BookedReturn> _returns = [];

    public static readonly ReconciliationRules Rules = new()
    {
        Code = "stock",
        Version = 1,
        Books = BookKind.Stock,
        Steps = ["exactKey", "normalisedKey", "sharedReference"],
        Tolerance = new Tolerance { Absolute = 0m, Percent = 0m, DateWindowDays = 7 },
    };

    public bool WithoutOpening { get; init; }

    public bool WithoutClosing { get; init; }

    public bool WithoutMovements { get; init; }

    public Shelf Count(decimal opening, decimal closing, string product = "P1", string? closingUnit = "CTN")
    {
        _opening.Add(new CountedStock(product, opening, "CTN"));
        _closing.Add(new CountedStock(product, closing, closingUnit));
        return this;
    }

    public Shelf Ship(
        string number, decimal quantity, string shipped, string? delivered, decimal? received = null,
        string unit = "CTN")
    {
        _shipments.Add(new ShippedLine(
            number, "SO1", "10", "P1", quantity, received, unit, DateOnly.Parse(shipped),
            delivered is null ? null : DateOnly.Parse(delivered)));
        return this;
    }

    public Shelf Move(
        MovementKind kind, decimal quantity, string date = "2026-10-15", string? document = null,
        string? counterpart = null, string? unit = "CTN")
    {
        _movements.Add(new StockMovement(
            "D001", $"{date[..7]}/{_movements.Count + 1}", "P1", kind, DateOnly.Parse(date), quantity, unit,
            counterpart,
            document));
        return this;
    }

    public Shelf Other(MovementKind kind, decimal quantity, string document, string date = "2026-10-15")
    {
        _ofOthers.Add(new StockMovement(
            "D002", $"2026-10/{_ofOthers.Count + 1}", "P1", kind, DateOnly.Parse(date), quantity, "CTN", "D001",
            document));
        return this;
    }

    public Shelf Back(string document, decimal quantity, string date)
    {
        _returns.Add(new BookedReturn(document, "P1", DateOnly.Parse(date), quantity, "CTN"));
        return this;
    }

    public StockFacts Facts => new(
        "D001", WithoutOpening ? null : _opening, WithoutClosing ? null : _closing,
        WithoutMovements ? null : _movements,
        _ofOthers, _shipments, _returns,
        new Dictionary<string, ProductFact> { ["P1"] = new("P1", "CTN", 24, 0m), ["P2"] = new("P2", "CTN", null, 0m) });

    public IReadOnlyList<DocumentedBooks> Books() => StockBooks.Of(Facts, Sample.October, 7);

    public ReconciliationResult Run()
    {
        var books = Assert.Single(Books());
        Assert.Null(books.Incomplete);
        return Run(books);
    }

    public static ReconciliationResult Run(DocumentedBooks books) =>
        Sample.Run(books.Ours, books.Theirs, books.Evidence, Rules);
}
