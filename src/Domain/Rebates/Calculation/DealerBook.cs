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
        LineSource.Ordered => Sales.Ordered,
        LineSource.Shipped => Sales.Shipped,
        LineSource.Invoiced => Sales.Invoiced,
        LineSource.Paid => PaidLines.Of(Sales),
        LineSource.SellThrough => Sales.SellThrough,
        LineSource.Activations => Sales.Activations,
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "These lines are made by the rule."),
    };
}
