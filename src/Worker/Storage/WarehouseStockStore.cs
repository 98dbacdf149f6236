using System.Globalization;
using System.Text.Json;
using DealerIntegration.Domain.Warehouses;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>The stock of warehouses by their last two lists, beside what they report between (库存滚动核对).</summary>
internal static class WarehouseStockStore
{
    public static async Task<IReadOnlyList<StockRoll>> LastRollsAsync(
        NpgsqlTransaction transaction, string? warehouse, string zone, long watermark, CancellationToken cancel) =>
        [
            .. (await Sql.QueryAsync<Row>(
                transaction, Sql.Query("warehouse-rolls"), cancel, new { warehouse, zone, watermark }))
            .Select(row => row.ToRoll()),
        ];

    private sealed record Row
    {
        public required string Warehouse { get; init; }

        public required string Product { get; init; }

        public required DateOnly FromDay { get; init; }

        public required DateOnly ToDay { get; init; }

        public required decimal Opening { get; init; }

        public required decimal Counted { get; init; }

        public string? Moves { get; init; }

        public StockRoll ToRoll() => new(
            Warehouse, Product, FromDay, Opening,
            Moves is null
                ? []
                : [.. JsonSerializer.Deserialize<List<MoveJson>>(Moves, JsonSerializerOptions.Web)!
                    .Select(m => m.ToMove())],
            ToDay, Counted);
    }

    private sealed record MoveJson(string Kind, string Document, string Quantity)
    {
        public StockMove ToMove() => new(
            Kind switch
            {
                "delivery" => StockMoveKind.Shipped,
                "entry" or "return" => StockMoveKind.Received,
                _ => StockMoveKind.Changed,
            },
            Document,
            decimal.Parse(Quantity, NumberStyles.Float, CultureInfo.InvariantCulture));
    }
}
