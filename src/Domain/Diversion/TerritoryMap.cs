using DealerIntegration.Domain.Diversion.Territory;

namespace DealerIntegration.Domain.Diversion;

/// <summary>
/// Which administrative areas each dealer may sell in (授权销售区域), by contract and day. A dealer that supplies others
/// may send goods wherever they may sell them.
/// </summary>
public sealed class TerritoryMap
{
    /// <summary>Contract of an area that only stands on the dealer itself (经销商主数据).</summary>
    public const string DealerMaster = "dealer master";

    private readonly Dictionary<string, DealerTerritory> _dealers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _supplied = new(StringComparer.Ordinal);

    /// <param name="areas">The areas there are; null: every code of six digits is taken for one.</param>
    public TerritoryMap(AreaList? areas = null) => Areas = areas;

    public AreaList? Areas { get; }

    /// <summary>Adds a line of a contract; the same line twice is one.</summary>
    /// <exception cref="ArgumentException">The area is not a six-digit code.</exception>
    public void Add(TerritoryContract line)
    {
        if (!AreaCode.IsValid(line.AreaCode))
        {
            throw new ArgumentException(
                $"Territory of dealer {line.DealerCode}, contract {line.Contract}: '{line.AreaCode}' is not a "
                + "six-digit area code such as 330100.",
                nameof(line));
        }

        if (!_dealers.TryGetValue(line.DealerCode, out var dealer))
        {
            _dealers.Add(line.DealerCode, dealer = new DealerTerritory());
        }

        dealer.Add(line);
    }

    /// <summary>Adds an own area from the dealer master, which knows no days.</summary>
    /// <exception cref="ArgumentException">The area is not a six-digit code.</exception>
    public void Add(string dealerCode, string areaCode) => Add(new TerritoryContract(
        dealerCode, DealerMaster, 0, TerritoryKind.Own, areaCode, null, DateOnly.MinValue, null));

    /// <summary>The supplier may sell where the dealer below it may (分销).</summary>
    public void AddSupply(string supplier, string dealerCode)
    {
        if (!_supplied.TryGetValue(supplier, out var below))
        {
            _supplied.Add(supplier, below = []);
        }

        if (!below.Contains(dealerCode))
        {
            below.Add(dealerCode);
            below.Sort(StringComparer.Ordinal);
        }
    }

    /// <summary>How an area stands towards a dealer for a product on a day. The area must be a valid code.</summary>
    public TerritoryAnswer Ask(string dealerCode, string areaCode, string? product, DateOnly day)
    {
        var own = _dealers.TryGetValue(dealerCode, out var dealer)
            ? dealer.Ask(areaCode, product, day)
            : new TerritoryAnswer(TerritoryStanding.Outside, null);
        if (own.MaySell)
        {
            return own;
        }

        var chain = Chain(dealerCode);
        foreach (var below in chain)
        {
            if (_dealers[below].Ask(areaCode, product, day) is { MaySell: true } theirs)
            {
                return theirs;
            }
        }

        var granted = false;
        foreach (var line in chain.SelectMany(d => _dealers[d].Granted(product, day)))
        {
            // A scan that only names the province may still have happened in the dealer's city.
            if (AreaCode.Covers(areaCode, line.AreaCode))
            {
                return new TerritoryAnswer(TerritoryStanding.Wider, line);
            }

            granted = true;
        }

        return granted ? own : new TerritoryAnswer(TerritoryStanding.Unknown, null);
    }

    /// <summary>
    /// Whether an area is the dealer's own for every product on every day of a window, so that nothing about a scan in
    /// it needs to be looked at. False where that is not plain; the area must be a valid code.
    /// </summary>
    public bool IsPlainlyOwn(string dealerCode, string areaCode, CaseWindow window) =>
        _dealers.TryGetValue(dealerCode, out var dealer) && dealer.IsPlainlyOwn(areaCode, window);

    /// <summary>Lines in force that say where a dealer may sell, those of the dealers it supplies included.</summary>
    public IReadOnlyList<TerritoryContract> LinesOf(string dealerCode, string? product, DateOnly day) =>
        [.. Chain(dealerCode).SelectMany(d => _dealers[d].All).Where(l => l.Applies(product, day))];

    // The dealer and all below it that have a territory; a loop in the dealer tree ends at whom was seen before.
    private List<string> Chain(string dealerCode)
    {
        List<string> chain = [dealerCode];
        var seen = new HashSet<string>(StringComparer.Ordinal) { dealerCode };
        for (var i = 0; i < chain.Count; i++)
        {
            foreach (var below in _supplied.GetValueOrDefault(chain[i]) ?? [])
            {
                if (seen.Add(below))
                {
                    chain.Add(below);
                }
            }
        }

        chain.RemoveAll(d => !_dealers.ContainsKey(d));
        return chain;
    }
}
