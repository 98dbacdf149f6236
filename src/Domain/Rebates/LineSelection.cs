using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>Decides which lines count under a policy in a period, and counts the others by reason.</summary>
internal sealed class LineSelection
{
    private readonly int[] _leftOut = new int[Enum.GetValues<LeftOutReason>().Length];
    private readonly RebatePolicy _policy;
    private readonly Period _period;
    private readonly HashSet<string>? _products;
    private readonly HashSet<string>? _categories;
    private readonly HashSet<string>? _brands;
    private readonly HashSet<string>? _excluded;

    private LineSelection(RebatePolicy policy, Period period)
    {
        (_policy, _period) = (policy, period);
        _products = SetOf(policy.What.Products);
        _categories = SetOf(policy.What.Categories);
        _brands = SetOf(policy.What.Brands);
        _excluded = SetOf(policy.What.ExcludeProducts);
    }

    /// <summary>The lines that count, by document and position, whatever order they arrived in.</summary>
    /// <exception cref="ArgumentException">A document line is given twice: it would be paid twice.</exception>
    public static (IReadOnlyList<RebateLine> Counted, IReadOnlyList<LeftOutLines> LeftOut) Select(
        RebatePolicy policy, Period period, IReadOnlyList<RebateLine> lines)
    {
        var selection = new LineSelection(policy, period);
        var counted = new List<RebateLine>(lines.Count);
        foreach (var line in lines)
        {
            if (selection.ReasonAgainst(line) is { } reason)
            {
                selection._leftOut[(int)reason]++;
            }
            else
            {
                counted.Add(line);
            }
        }

        counted.Sort(ByKey);
        for (var i = 1; i < counted.Count; i++)
        {
            if (ByKey(counted[i - 1], counted[i]) == 0)
            {
                throw new ArgumentException(
                    $"Document {counted[i].DocumentNumber} position {counted[i].Position} is given twice.",
                    nameof(lines));
            }
        }

        return (counted, [.. selection.LeftOut()]);
    }

    private LeftOutReason? ReasonAgainst(RebateLine line)
    {
        if (!_period.Contains(line.Date))
        {
            return LeftOutReason.OutsidePeriod;
        }

        if (line.Date < _policy.ValidFrom || line.Date > _policy.ValidTo)
        {
            return LeftOutReason.OutsideValidity;
        }

        if (_excluded is not null && _excluded.Contains(line.ProductCode))
        {
            return LeftOutReason.ExcludedProduct;
        }

        if (!Allowed(_products, line.ProductCode)
            || !Allowed(_categories, line.Category)
            || !Allowed(_brands, line.Brand))
        {
            return LeftOutReason.OtherProduct;
        }

        var isReturn = line.Quantity < 0m || line.NetAmount < 0m || line.GrossAmount < 0m;
        return isReturn && !_policy.Basis.NetOfReturns ? LeftOutReason.ReturnNotDeducted : null;
    }

    private IEnumerable<LeftOutLines> LeftOut() =>
        Enum.GetValues<LeftOutReason>()
            .Select(reason => new LeftOutLines(reason, _leftOut[(int)reason]))
            .Where(left => left.Count > 0);

    private static HashSet<string>? SetOf(IReadOnlyList<string>? list) =>
        list is null ? null : new HashSet<string>(list, StringComparer.Ordinal);

    private static bool Allowed(HashSet<string>? allowed, string? value) =>
        allowed is null || (value is not null && allowed.Contains(value));

    private static int ByKey(RebateLine a, RebateLine b)
    {
        var byDocument = string.CompareOrdinal(a.DocumentNumber, b.DocumentNumber);
        return byDocument != 0 ? byDocument : string.CompareOrdinal(a.Position, b.Position);
    }
}
