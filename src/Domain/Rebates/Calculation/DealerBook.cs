using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Rebates.Calculation;

/// <summary>A dealer with its lines of every kind that a policy asked for.</summary>
internal sealed class DealerBook(DealerSales sales, ProductVerdicts verdicts)
{
    private readonly LineBook?[] _books = new LineBook?[Enum.GetValues<LineSource>().Length];

    public DealerSales Sales { get; } = sales;

    public DealerFacts Facts => Sales.Dealer;

    public PaymentFacts Payments => field ??= new PaymentFacts(Sales);

    public LineBook Of(RebatePolicy policy, DateOnly first, DateOnly last)
    {
        var source = policy.Rule.Source(policy.Basis);
        return source == LineSource.Stock
            ? LineBook.Of(policy.Rule.Make(Sales, first, last), verdicts)
            : _books[(int)source] ??= LineBook.Of(LinesOf(source), verdicts);
    }

    private RebateLine[] LinesOf(LineSource source) => source switch
    {
        LineSource.Ordered => WithMoved(Sales.Ordered),
        LineSource.Shipped => WithMoved(Sales.Shipped),
        LineSource.Invoiced => WithMoved(Sales.Invoiced),
        LineSource.Paid => WithMoved(PaidLines.Of(Sales)),
        LineSource.SellThrough => Sales.SellThrough,
        LineSource.Activations => Sales.Activations,
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "These lines are made by the rule."),
    };

    private RebateLine[] WithMoved(RebateLine[] lines) => Sales.Moved.Length == 0 ? lines : [.. lines, .. Sales.Moved];
}
