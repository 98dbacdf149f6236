namespace DealerIntegration.Domain.Reconciliation.Stock;

/// <summary>
/// Pairs the returns that we booked with those that the dealer reports (退货勾对): by document number, else by an equal
/// quantity within the date window, the nearest day first.
/// </summary>
internal sealed class ReturnPairs
{
    private readonly StockUnit _unit;
    private readonly List<(BookedReturn? Booked, StockMovement? Reported)> _all = [];

    public ReturnPairs(ProductLines lines, StockUnit unit, int windowDays)
    {
        _unit = unit;
        var reported = lines.Movements.Where(m => m.Kind == MovementKind.Return).ToList();
        var open = lines.Returns.ToList();
        foreach (var booked in lines.Returns)
        {
            if (reported.Find(m => Same(m.Document, booked.Document)) is { } named)
            {
                Take(booked, named);
            }
        }

        foreach (var booked in open.ToList())
        {
            var near = reported
                .Where(m => Of(m) == Of(booked) && Math.Abs(m.Date.DayNumber - booked.Date.DayNumber) <= windowDays)
                .MinBy(m => Math.Abs(m.Date.DayNumber - booked.Date.DayNumber));
            if (near is not null)
            {
                Take(booked, near);
            }
        }

        _all.AddRange(open.Select(booked => ((BookedReturn?)booked, (StockMovement?)null)));
        _all.AddRange(reported.Select(movement => ((BookedReturn?)null, (StockMovement?)movement)));

        void Take(BookedReturn booked, StockMovement movement)
        {
            _all.Add((booked, movement));
            open.Remove(booked);
            reported.Remove(movement);
        }
    }

    /// <summary>Each pair, and what only one of the two has.</summary>
    public IReadOnlyList<(BookedReturn? Booked, StockMovement? Reported)> All => _all;

    public decimal Of(BookedReturn booked) => _unit.Apply(booked.Quantity, booked.Unit);

    public decimal Of(StockMovement reported) => _unit.Apply(reported.Quantity, reported.Unit);

    private static bool Same(string? left, string right) =>
        left is not null && string.Equals(left.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase);
}
