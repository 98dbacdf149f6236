namespace DealerIntegration.Domain.Orders;

/// <summary>
/// Which warehouse serves how much (拆单分仓): the first in priority is emptied before the next is touched.
/// </summary>
public static class Sourcing
{
    /// <param name="available">
    /// Warehouses in the order of priority with what they can still promise; 0 or less serves nothing.
    /// </param>
    /// <returns>Shares that add up to what is wanted, or to all there is when that is less.</returns>
    public static IReadOnlyList<WarehouseShare> Split(decimal wanted, IEnumerable<WarehouseShare> available)
    {
        var shares = new List<WarehouseShare>();
        foreach (var stock in available)
        {
            var share = Math.Min(wanted, stock.Quantity);
            if (share > 0m)
            {
                shares.Add(stock with { Quantity = share });
                wanted -= share;
            }
        }

        return shares;
    }
}

/// <summary>A quantity in or from a warehouse (分仓数量).</summary>
public sealed record WarehouseShare(string Warehouse, decimal Quantity);
