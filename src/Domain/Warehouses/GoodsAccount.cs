namespace DealerIntegration.Domain.Warehouses;

/// <summary>
/// One account of what moved on a document (出入库数量): by ordered line, and what was not ordered. A reported line goes to
/// the line whose position and product it names; without one it goes to the lines of its product, the first one first.
/// </summary>
internal sealed class GoodsAccount
{
    private readonly IReadOnlyList<WarehouseOrderLine> _ordered;
    private readonly List<decimal>[] _parts;
    private readonly SortedDictionary<string, decimal> _foreign = new(StringComparer.Ordinal);

    private GoodsAccount(IReadOnlyList<WarehouseOrderLine> ordered)
    {
        _ordered = ordered;
        _parts = [.. ordered.Select(_ => new List<decimal>())];
    }

    /// <summary>Products that were not ordered, with what moved of them and was not taken back.</summary>
    public IEnumerable<KeyValuePair<string, decimal>> Foreign => _foreign.Where(pair => pair.Value != 0m);

    public bool IsEmpty => _parts.All(parts => parts.Sum() == 0m) && !Foreign.Any();

    public static GoodsAccount Of(IReadOnlyList<WarehouseOrderLine> ordered, IEnumerable<ReportedLine> reported)
    {
        var account = new GoodsAccount(ordered);
        var unplaced = new List<ReportedLine>();
        foreach (var line in reported)
        {
            if (account.Find(line) is var at and >= 0)
            {
                account.Add(at, line.Quantity);
            }
            else
            {
                unplaced.Add(line);
            }
        }

        foreach (var lines in unplaced.GroupBy(line => line.Product, StringComparer.Ordinal))
        {
            account.Spread(lines.Key, [.. lines]);
        }

        return account;
    }

    public IReadOnlyList<decimal> Parts(int line) => _parts[line];

    public decimal Moved(int line) => _parts[line].Sum();

    public bool SaysTheSame(GoodsAccount other) =>
        Enumerable.Range(0, _parts.Length).All(line => Moved(line) == other.Moved(line))
        && Foreign.SequenceEqual(other.Foreign);

    // Position and product decide; a product that was ordered on one line only needs no position.
    private int Find(ReportedLine line)
    {
        var sole = -1;
        for (var i = 0; i < _ordered.Count; i++)
        {
            if (_ordered[i].Product != line.Product)
            {
                continue;
            }

            if (_ordered[i].Position == line.OrderPosition)
            {
                return i;
            }

            sole = sole == -1 ? i : -2;
        }

        return sole;
    }

    private void Spread(string product, IReadOnlyList<ReportedLine> lines)
    {
        var places = Enumerable.Range(0, _ordered.Count).Where(i => _ordered[i].Product == product).ToList();
        var left = lines.Sum(line => line.Quantity);
        if (places.Count == 0)
        {
            _foreign[product] = left;
            return;
        }

        foreach (var place in places.SkipLast(1))
        {
            var share = Math.Clamp(left, 0m, Math.Max(0m, _ordered[place].Quantity - Moved(place)));
            Add(place, share);
            left -= share;
        }

        Add(places[^1], left);
    }

    private void Add(int line, decimal quantity)
    {
        if (quantity != 0m)
        {
            _parts[line].Add(quantity);
        }
    }
}
