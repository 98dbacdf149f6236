namespace DealerIntegration.Domain.Orders;

/// <summary>
/// Answers the orders of one run one after the other (订单受理): what an accepted order takes of stock and credit is gone
/// for the next. Not safe for several threads; stock is shared by all dealers, so one run has one desk.
/// </summary>
public sealed class OrderDesk
{
    private readonly Dictionary<StockKey, decimal> _available;
    private readonly Dictionary<string, CreditExposure> _exposures;
    private readonly OrderContext _context;

    /// <exception cref="ArgumentException">The rules cannot run.</exception>
    public OrderDesk(OrderContext start)
    {
        if (start.Rules.Validate() is { Count: > 0 } problems)
        {
            throw new ArgumentException(
                $"Rules {start.Rules.Code} cannot run: {string.Join(" ", problems)}", nameof(start));
        }

        _available = new Dictionary<StockKey, decimal>(start.Available);
        _exposures = new Dictionary<string, CreditExposure>(start.Exposures, StringComparer.Ordinal);
        _context = start with { Available = _available, Exposures = _exposures };
    }

    public decimal Available(string warehouse, string product) =>
        _available.GetValueOrDefault(new StockKey(warehouse, product));

    public CreditExposure Exposure(string dealerCode) => _exposures.GetValueOrDefault(dealerCode, CreditExposure.None);

    /// <summary>
    /// The oldest order first, then by dealer and number, so that the order of arrival of files decides nothing.
    /// </summary>
    public IReadOnlyList<OrderAnswer> AnswerAll(IEnumerable<DealerOrder> orders) =>
        [.. orders
            .OrderBy(order => order.OrderDate)
            .ThenBy(order => order.DealerCode, StringComparer.Ordinal)
            .ThenBy(order => order.Number, StringComparer.Ordinal)
            .Select(Answer)];

    public OrderAnswer Answer(DealerOrder order)
    {
        var answer = OrderChecker.Check(order, _context);
        if (!answer.IsAccepted)
        {
            return answer;
        }

        foreach (var line in answer.Lines)
        {
            foreach (var share in line.Split)
            {
                _available[new StockKey(share.Warehouse, line.ProductCode)] -= share.Quantity;
            }
        }

        _exposures[order.DealerCode] = Exposure(order.DealerCode).WithOrder(answer.GrossAmount);
        return answer;
    }
}
