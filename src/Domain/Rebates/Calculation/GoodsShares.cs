using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Calculation;

/// <summary>
/// Splits the goods that are given instead of money over the dealers that bought for them (货补分摊), in whole units by
/// largest remainder, and takes what confirmed cases take.
/// </summary>
internal sealed class GoodsShares
{
    private static readonly Rounding WholeUnits = new(RoundingMode.Floor, 0);

    private readonly RuleInput _input;
    private readonly List<(string Product, decimal[] Units, IReadOnlyList<int>[] Lines)> _groups = [];
    private readonly int[] _firstLine;

    public GoodsShares(RuleInput input, RuleOutcome? outcome)
    {
        _input = input;
        var dealers = input.Lines.Dealers;
        _firstLine = new int[dealers.Count + 1];
        for (var d = 0; d < dealers.Count; d++)
        {
            _firstLine[d + 1] = _firstLine[d] + dealers[d].Counted.Length;
        }

        foreach (var (group, units) in outcome?.Goods ?? [])
        {
            var lines = Enumerable.Range(0, dealers.Count).Select(d => (IReadOnlyList<int>)
                [.. group.Lines.Where(place => place >= _firstLine[d] && place < _firstLine[d + 1])]).ToArray();
            _groups.Add((
                input.Policy.Payout.GoodsProduct ?? group.Name,
                Allocation.Allocate(units, [.. lines.Select(Quantity)], 0),
                lines));
        }
    }

    /// <summary>By product, each once.</summary>
    public IReadOnlyList<GoodsEarned> Of(int dealer, IReadOnlyList<DiversionRuling> cases) =>
    [
        .. _groups.Select(group => new GoodsEarned(group.Product, AfterCases(group.Units[dealer],
                group.Lines[dealer], dealer, cases)))
            .GroupBy(goods => goods.ProductCode, StringComparer.Ordinal)
            .Select(product => new GoodsEarned(product.Key, product.Sum(goods => goods.Units)))
            .Where(goods => goods.Units != 0m)
            .OrderBy(goods => goods.ProductCode, StringComparer.Ordinal),
    ];

    // A case takes its percentage of the part that its products bought; what is left of a unit is not given.
    private decimal AfterCases(
        decimal units, IReadOnlyList<int> lines, int dealer, IReadOnlyList<DiversionRuling> cases)
    {
        var bought = Quantity(lines);
        if (_input.Policy.Penalty is not { } penalty || cases.Count == 0 || units <= 0m || bought <= 0m)
        {
            return units;
        }

        var percent = penalty.OnDiversion == PenaltyKind.Forfeit ? 100m : penalty.Percent ?? 0m;
        var book = _input.Lines.Dealers[dealer];
        var touched = cases.Sum(ruling => penalty.Scope == PenaltyScope.Period || ruling.Products is null
            ? bought
            : Quantity([.. lines.Where(place => ruling.Products.Contains(
                book.Book.Lines[book.Counted[place - _firstLine[dealer]]].Product.Code))]));
        return decimal.Max(0m, WholeUnits.Apply(units - (units * percent * touched / (100m * bought))));
    }

    private decimal Quantity(IReadOnlyList<int> lines)
    {
        var quantities = _input.Lines.In(BasisMeasure.Quantity);
        return lines.Sum(place => quantities[place]);
    }
}
