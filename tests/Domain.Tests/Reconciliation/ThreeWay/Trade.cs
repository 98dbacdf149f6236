using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Reconciliation.ThreeWay;

namespace DealerIntegration.Domain.Tests.Reconciliation.ThreeWay;

/// <summary>
/// Orders, shipments and invoices as short as a test can say them: product P1, no tax, order line 10.
/// </summary>
internal sealed class Trade
{
    private readonly List<OrderedLine> _orders = [];
    private readonly List<ShippedLine> _shipments = [];
    private readonly List<InvoicedLine> _invoices = [];

    public static readonly ReconciliationRules Rules = Sample.Rules with
    {
        Books = BookKind.ThreeWay,
        Steps = ["exactKey", "normalisedKey", "sharedReference"],
        ThreeWay = new ThreeWayTolerances { Price = 0.08m, Total = 0.15m },
    };

    public decimal TaxRate { get; init; }

    public Trade Order(string number, decimal quantity, decimal? price, decimal? net = null)
    {
        _orders.Add(new OrderedLine(number, "10", "P1", quantity, "CTN", price, net, "CNY"));
        return this;
    }

    public Trade Ship(
        string number, string? order, decimal quantity, string shipped, string? delivered, decimal? received = null,
        string unit = "CTN")
    {
        _shipments.Add(new ShippedLine(
            number, order, order is null ? null : "10", "P1", quantity, received, unit, DateOnly.Parse(shipped),
            delivered is null ? null : DateOnly.Parse(delivered)));
        return this;
    }

    public Trade Bill(
        string number, string? order, decimal quantity, decimal price, string date, string? shipment = null,
        EntryKind kind = EntryKind.Invoice, string product = "P1")
    {
        var net = quantity * price;
        _invoices.Add(new InvoicedLine(
            number, kind, DateOnly.Parse(date), "CNY", order, order is null ? null : "10", shipment, "1", product,
            quantity, "CTN", price, net, Domain.Values.Rounding.Cents.Apply(net * (1 + TaxRate))));
        return this;
    }

    public IReadOnlyList<DocumentedBooks> Books() => ThreeWayBooks.Of(
        new ThreeWayFacts(
            "D001", "CNY", _orders, _shipments, _invoices,
            new Dictionary<string, ProductFact> { ["P1"] = new("P1", "CTN", 24, TaxRate) }),
        Sample.October);

    public ReconciliationResult Run()
    {
        var books = Assert.Single(Books());
        Assert.Null(books.Incomplete);
        return ThreeWayCheck.Judge(
            Sample.Run(books.Ours, books.Theirs, books.Evidence, Rules), books.Checks, Rules.ThreeWay!);
    }
}
