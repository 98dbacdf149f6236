using System.Globalization;
using System.Text.Json.Nodes;
using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.YonBip;

/// <summary>
/// Stock on hand (现存量): a bare list without pages. What a warehouse holds of a product stands in a row for each batch.
/// </summary>
internal static class StockOnHand
{
    public static JsonArray Answer(JsonObject body, SeededMonth business)
    {
        var wanted = Values(body, "warehouse.code");
        return new JsonArray([.. business.Stock
            .Where(stock => wanted is null || wanted.Contains(stock.Warehouse))
            .SelectMany(stock => Batches(stock))]);
    }

    private static IEnumerable<JsonObject> Batches(WarehouseStock stock)
    {
        var first = stock.OnHand / 3;
        foreach (var (batch, pieces) in new[] { ("B1", first), ("B2", stock.OnHand - first) })
        {
            yield return new JsonObject
            {
                ["org"] = "2282800216593664",
                ["warehouse"] = $"28{stock.Warehouse}",
                ["warehouse_code"] = stock.Warehouse,
                ["product_code"] = stock.Product.Code,
                ["product_name"] = stock.Product.Name,
                ["unit"] = Product.Unit,
                ["batchno"] = batch,
                ["currentqty"] = YonBipWire.Number(pieces),
                ["availableqty"] = YonBipWire.Number(batch == "B1" ? pieces : pieces - stock.Locked),
                ["invStockExchRate"] = "1.00000000",
                ["currentStockSubQty"] = pieces.ToString("0.0000", CultureInfo.InvariantCulture),
            };
        }
    }

    private static HashSet<string>? Values(JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonArray list => [.. list.Select(one => one!.ToString())],
        var one => [one.ToString()],
    };
}
