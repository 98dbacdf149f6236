using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Orders;

/// <summary>
/// Checks the lines of one order one after the other; an earlier line's stock is gone for a later one.
/// </summary>
internal sealed class LineChecker(OrderContext context, string tier)
{
    private readonly Dictionary<StockKey, decimal> _promised = [];

    public LineAnswer Check(DealerOrderLine line)
    {
        if (!context.Products.TryGetValue(line.ProductCode, out var product))
        {
            return Refused(line, null, [new Refusal(
                RefusalCode.UnknownProduct,
                $"Product '{line.ProductCode}' is not in the catalogue.",
                "Use a product code of the current price list.")]);
        }

        var reasons = new List<Refusal>();
        CheckQuantity(line, product, reasons);
        var agreed = CheckPrice(line, product, reasons);
        IReadOnlyList<WarehouseShare> split = line.Quantity > 0m ? CheckStock(line, reasons) : [];
        if (reasons.Count > 0 || agreed is null)
        {
            return Refused(line, agreed, reasons);
        }

        foreach (var share in split)
        {
            var key = new StockKey(share.Warehouse, line.ProductCode);
            _promised[key] = _promised.GetValueOrDefault(key) + share.Quantity;
        }

        var net = context.Rules.AmountRounding.Apply(line.Quantity * agreed.Price);
        var tax = context.Rules.AmountRounding.Apply(net * (product.TaxRate ?? 0m));
        return new LineAnswer(
            line.Position,
            line.ProductCode,
            line.Quantity,
            true,
            agreed.Price,
            net,
            net + tax,
            split,
            [],
            agreed.Arithmetic);
    }

    private static void CheckQuantity(DealerOrderLine line, OrderProduct product, List<Refusal> reasons)
    {
        if (line.Quantity <= 0m)
        {
            reasons.Add(new Refusal(
                RefusalCode.InvalidQuantity,
                $"Quantity {line.Quantity} of {line.ProductCode} is not above 0.",
                "Order a positive quantity; a return is a document of its own."));
        }

        if (line.Unit is { } unit && unit != product.Unit)
        {
            reasons.Add(new Refusal(
                RefusalCode.WrongUnit,
                $"{line.ProductCode} is ordered in {unit} and sold in {product.Unit}.",
                $"Convert the quantity to {product.Unit}."));
        }
    }

    private AgreedPrice? CheckPrice(DealerOrderLine line, OrderProduct product, List<Refusal> reasons)
    {
        if (product.ListPrice is not { } list || PriceList.For(list, tier, context.Rules) is not { } agreed)
        {
            reasons.Add(new Refusal(
                RefusalCode.ProductWithoutPrice,
                $"{line.ProductCode} has no list price.",
                "Leave the line out until the product has a price."));
            return null;
        }

        var tolerance = context.Rules.PriceTolerance;
        if (line.UnitPrice is { } ordered && !tolerance.Admits(agreed.Price, ordered))
        {
            reasons.Add(new Refusal(
                RefusalCode.WrongPrice,
                $"The order says {AmountText.Of(ordered)} for {line.ProductCode}, agreed is "
                + $"{AmountText.Of(agreed.Price)} ({agreed.Arithmetic}); allowed are "
                + $"{AmountText.Of(tolerance.Absolute)} or {tolerance.Percent} of it.",
                $"Order at {AmountText.Of(agreed.Price)}, or leave the price out."));
        }

        return agreed;
    }

    private IReadOnlyList<WarehouseShare> CheckStock(DealerOrderLine line, List<Refusal> reasons)
    {
        var stock = context.Rules.Warehouses.Select(warehouse =>
        {
            var key = new StockKey(warehouse, line.ProductCode);
            return new WarehouseShare(
                warehouse, context.Available.GetValueOrDefault(key) - _promised.GetValueOrDefault(key));
        }).ToList();
        var split = Sourcing.Split(line.Quantity, stock);
        var found = split.Sum(share => share.Quantity);
        if (found < line.Quantity)
        {
            var places = string.Join(", ", stock.Select(s => $"{s.Warehouse} {Math.Max(0m, s.Quantity)}"));
            reasons.Add(new Refusal(
                RefusalCode.NotEnoughStock,
                $"{line.Quantity} of {line.ProductCode} wanted, {found} available ({places}).",
                found > 0m ? $"Order up to {found}, or wait for stock." : "Wait for stock."));
        }

        return split;
    }

    private static LineAnswer Refused(DealerOrderLine line, AgreedPrice? agreed, IReadOnlyList<Refusal> reasons) => new(
        line.Position, line.ProductCode, line.Quantity, false, agreed?.Price, 0m, 0m, [], reasons, agreed?.Arithmetic);
}
