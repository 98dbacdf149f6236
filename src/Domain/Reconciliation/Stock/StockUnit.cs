using DealerIntegration.Domain.Reconciliation.ThreeWay;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Stock;

/// <summary>
/// The unit in which one product of a dealer is compared (库存计量单位): the product's own, or the piece where any line
/// counts pieces, so that no part of a pack is ever rounded.
/// </summary>
internal sealed record StockUnit(string Name, string ProductUnit, long PackSize)
{
    private bool IsPiece => Name != ProductUnit;

    /// <param name="product">Null where the master does not hold it.</param>
    /// <param name="units">The units of all lines; null stands for the product's own.</param>
    /// <param name="problem">Set when the lines cannot be brought to one unit.</param>
    public static StockUnit Of(ProductFact? product, IEnumerable<string?> units, out string? problem)
    {
        var own = product?.Unit;
        var others = units.OfType<string>().Where(unit => unit.Length > 0 && unit != own).Distinct().Order().ToList();
        own ??= others.FirstOrDefault() ?? "";
        others.Remove(own);
        problem = others.Count switch
        {
            0 => null,
            1 when product?.PackSize > 1 => null,
            1 => $"the lines are in {own} and {others[0]}, and the product master gives no pack size; add it",
            _ => $"the lines are in {own}, {string.Join(" and ", others)}; one of them at most may count the pieces of "
                + "a pack, correct the others",
        };
        var name = others.Count == 1 && problem is null ? others[0] : own;
        return new StockUnit(name, own, product?.PackSize is > 1 and var pack ? pack : 1);
    }

    public decimal Apply(decimal quantity, string? unit) =>
        IsPiece && (string.IsNullOrEmpty(unit) || unit == ProductUnit) ? quantity * PackSize : quantity;

    public string Of(decimal quantity) => $"{AmountText.Of(quantity)} {Name}";
}
