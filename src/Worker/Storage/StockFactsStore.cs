using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Reconciliation.Stock;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>What dealers counted and report, beside what we shipped to them and took back.</summary>
internal static class StockFactsStore
{
    /// <summary>The facts of each dealer in scope, in its order.</summary>
    public static async Task<IReadOnlyList<StockFacts>> LoadAsync(
        NpgsqlTransaction transaction, BookScope scope, CancellationToken cancel)
    {
        var products = await DocumentFactsStore.ProductsAsync(transaction, scope, cancel);
        var opening = new List<CountedStock>?[scope.Dealers.Count];
        var closing = new List<CountedStock>?[scope.Dealers.Count];
        await scope.ReadAsync(
            transaction,
            "stock-counts",
            row =>
            {
                var dealer = row.Int() - 1;
                var counts = row.Bool() ? closing : opening;
                (counts[dealer] ??= []).Add(new CountedStock(row.Text(), row.Decimal(), row.TextOrNull()));
            },
            cancel);
        var shipments = await DocumentFactsStore.ShipmentsAsync(transaction, scope, "stock-shipments", cancel);
        var returns = DocumentFactsStore.Lists<BookedReturn>(scope);
        await scope.ReadAsync(
            transaction,
            "stock-returns",
            row => returns[row.Int() - 1].Add(new BookedReturn(
                row.Text(), row.Text(), row.Date(), row.Decimal(), row.TextOrNull())),
            cancel);
        var movements = await MovementsAsync(transaction, scope, "stock-movements", cancel);
        var ofOthers = await MovementsAsync(transaction, scope, "stock-transfers", cancel);
        var reported = await ReportedAsync(transaction, scope, cancel);
        return
        [
            .. scope.Dealers.Select((dealer, i) => new StockFacts(
                dealer, opening[i], closing[i], reported.Contains(i + 1) ? movements[i] : null, ofOthers[i],
                shipments[i], returns[i], products)),
        ];
    }

    /// <summary>By dealer, why its stock list or report of movements of the period was refused.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> RefusedAsync(
        NpgsqlTransaction transaction, BookScope scope, CancellationToken cancel) =>
        (await Sql.QueryAsync<(string Dealer, string Why)>(
            transaction,
            """
            SELECT DISTINCT ON (dealer_code) dealer_code,
                   file_name || ' was refused: ' || coalesce(reason, 'no reason kept')
              FROM raw.upload
             WHERE period = @period AND verdict = @refused AND dataset IN ('stock', 'stock-movements')
             ORDER BY dealer_code, id DESC
            """,
            cancel,
            new { period = scope.Period.ToString(), refused = nameof(UploadVerdict.Refused) }))
        .ToDictionary(r => r.Dealer, r => r.Why, StringComparer.Ordinal);

    private static async Task<List<StockMovement>[]> MovementsAsync(
        NpgsqlTransaction transaction, BookScope scope, string query, CancellationToken cancel)
    {
        var movements = DocumentFactsStore.Lists<StockMovement>(scope);
        await scope.ReadAsync(
            transaction,
            query,
            row => movements[row.Int() - 1].Add(new StockMovement(
                row.Text(), row.Text(), row.Text(), KindOf(row.Text()), row.Date(), row.Decimal(), row.TextOrNull(),
                row.TextOrNull(), row.TextOrNull())),
            cancel);
        return movements;
    }

    private static async Task<HashSet<int>> ReportedAsync(
        NpgsqlTransaction transaction, BookScope scope, CancellationToken cancel) =>
        [
            .. await Sql.QueryAsync<int>(
                transaction,
                """
                SELECT s.no
                  FROM book_scope s JOIN canonical.stock_movement m ON m.dealer_code = s.code AND m.period = s.period
                 WHERE m.seq <= @Watermark AND m.until_seq > @Watermark
                """,
                cancel,
                new { scope.Watermark }),
        ];

    internal static MovementKind KindOf(string word) => word switch
    {
        "sell_through" => MovementKind.SellThrough,
        "customer_return" => MovementKind.CustomerReturn,
        "transfer_in" => MovementKind.TransferIn,
        "transfer_out" => MovementKind.TransferOut,
        "return" => MovementKind.Return,
        "loss" => MovementKind.Loss,
        "gain" => MovementKind.Gain,
        _ => throw new Connectors.Configuration.ConfigurationException(
            $"A movement of stock is called '{word}'; map it to sell_through, customer_return, transfer_in, "
            + "transfer_out, return, loss or gain (config/uploads or the connector's file) and import it again."),
    };
}
