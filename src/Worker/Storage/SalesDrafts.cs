using DealerIntegration.Domain.Rebates;

namespace DealerIntegration.Worker.Storage;

/// <summary>Where a line read belongs in a dealer's business.</summary>
internal enum SalesKind
{
    Ordered,
    Shipped,
    Invoiced,
    SellThrough,
    Activations,
    Moved,
}

/// <summary>
/// Puts the rows of a chunk together, dealer by dealer and currency by currency. Equal texts become one instance, as
/// the calculation likes them.
/// </summary>
internal sealed class SalesDrafts(SettleScope scope, IReadOnlyDictionary<string, ProductFacts> products)
{
    private readonly Dictionary<string, ProductFacts> _unknown = new(StringComparer.Ordinal);
    private readonly Dictionary<(int No, string Currency), Draft> _drafts = [];
    private readonly TextPool _texts = new();
    private string? _currency;
    private string? _number;
    private Draft? _last;

    public void AddLine(CopyRow row, SalesKind kind)
    {
        var draft = Of(row.Int(), row.Text(ref _currency));
        draft.Lines(kind).Add(new RebateLine(
            row.Text(ref _number), row.Text(_texts), row.Date(), Product(row.Text(_texts)), row.Decimal(),
            row.Decimal(), row.Decimal())
        {
            IsMoved = kind == SalesKind.Moved,
        });
    }

    public void AddActivation(CopyRow row, PolicyNeeds needs, TimeZoneInfo zone)
    {
        var draft = Of(row.Int(), row.Text(_texts));
        var (code, scan, at) = (row.Text(), row.Text(), row.Instant());
        var product = Product(row.Text(_texts));
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        if (day >= needs.First && day <= needs.Last)
        {
            draft.Lines(SalesKind.Activations).Add(new RebateLine(code, scan, day, product, 1m, 0m, 0m));
        }
    }

    public void AddStock(CopyRow row)
    {
        var no = row.Int();
        Of(no, scope.Dealers[no - 1].Currency ?? "").Stock.Add(
            new StockOnHand(Product(row.Text(_texts)), row.Date(), row.Decimal()));
    }

    public void AddPayments(int no, string currency, IEnumerable<InvoicePaid> payments) =>
        Of(no, currency).Payments.AddRange(payments);

    /// <summary>By dealer as in the scope, then by currency; a dealer without business has an empty entry.</summary>
    public IReadOnlyList<DealerSales> Build()
    {
        for (var no = 1; no <= scope.Dealers.Count; no++)
        {
            if (scope.Dealers[no - 1].Currency is { } currency)
            {
                Of(no, currency);
            }
        }

        return
        [
            .. _drafts.OrderBy(d => d.Key.No).ThenBy(d => d.Key.Currency, StringComparer.Ordinal)
                .Select(d => d.Value.Build(scope.Dealers[d.Key.No - 1].In(d.Key.Currency))),
        ];
    }

    private Draft Of(int no, string currency)
    {
        if (_last is { } last && last.No == no && ReferenceEquals(last.Currency, currency))
        {
            return last;
        }

        if (!_drafts.TryGetValue((no, currency), out var draft))
        {
            _drafts.Add((no, currency), draft = new Draft(no, currency));
        }

        return _last = draft;
    }

    // A line of a product that the master data does not know counts where a policy names no category and no brand.
    private ProductFacts Product(string code)
    {
        if (products.TryGetValue(code, out var known) || _unknown.TryGetValue(code, out known))
        {
            return known;
        }

        known = new ProductFacts(code, null, null);
        _unknown.Add(code, known);
        return known;
    }

    private sealed class Draft(int no, string currency)
    {
        private readonly List<RebateLine>?[] _lines = new List<RebateLine>?[Enum.GetValues<SalesKind>().Length];

        public int No { get; } = no;

        public string Currency { get; } = currency;

        public List<InvoicePaid> Payments { get; } = [];

        public List<StockOnHand> Stock { get; } = [];

        public List<RebateLine> Lines(SalesKind kind) => _lines[(int)kind] ??= [];

        public DealerSales Build(DealerFacts dealer) => new(dealer)
        {
            Ordered = Taken(SalesKind.Ordered),
            Shipped = Taken(SalesKind.Shipped),
            Invoiced = Taken(SalesKind.Invoiced),
            SellThrough = Taken(SalesKind.SellThrough),
            Activations = Taken(SalesKind.Activations),
            Moved = Taken(SalesKind.Moved),
            Payments = Payments,
            Stock = Stock,
        };

        private RebateLine[] Taken(SalesKind kind) => _lines[(int)kind]?.ToArray() ?? [];
    }
}
