using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Cases;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Diversion cases as the latest runs found them, whatever became of them.</summary>
internal static class CaseStore
{
    /// <summary>A case by its number; null: no run has made one of it.</summary>
    public static async Task<FoundCase?> FindAsync(
        NpgsqlTransaction transaction, string number, CancellationToken cancel) =>
        (await QueryAsync(transaction, number, null, cancel)).SingleOrDefault();

    /// <summary>All cases, or those of a dealer; the newest window first, in it the largest.</summary>
    public static Task<IReadOnlyList<FoundCase>> AllAsync(
        NpgsqlTransaction transaction, string? dealer, CancellationToken cancel) =>
        QueryAsync(transaction, null, dealer, cancel);

    /// <summary>The scans that a case counts, oldest first.</summary>
    public static Task<IReadOnlyList<CaseScan>> ScansAsync(
        NpgsqlTransaction transaction, FoundCase found, CancellationToken cancel) =>
        Sql.QueryAsync<CaseScan>(
            transaction,
            """
            SELECT event_id AS "EventId", code AS "Code", verdict AS "Verdict", decided_by AS "DecidedBy",
                   confidence AS "Confidence", area_code AS "AreaCode", scanned_at AS "ScannedAt",
                   actor AS "Actor", place AS "Place", shipment_number AS "Shipment", evidence AS "Evidence"
              FROM result.scan_verdict
             WHERE run_id = @Run AND dealer_code = @DealerCode AND product_code = @ProductCode
               AND event_id = ANY (@EventIds)
             ORDER BY scanned_at, event_id, code
            """,
            cancel,
            new { found.Run, found.DealerCode, found.ProductCode, found.EventIds });

    /// <summary>How many items stand behind its codes.</summary>
    public static async Task<long> ItemsAsync(
        NpgsqlTransaction transaction, FoundCase found, CancellationToken cancel) =>
        (await Sql.QueryAsync<long>(
            transaction, Sql.Query("case-items"), cancel,
            new { run = found.Run, dealer = found.DealerCode, product = found.ProductCode, events = found.EventIds }))
        .Single();

    /// <summary>What the dealer was invoiced of the product; null: nothing up to the end of the window.</summary>
    public static async Task<InvoicedProduct?> PriceAsync(
        NpgsqlTransaction transaction, FoundCase found, CaseWindow window, CancellationToken cancel) =>
        (await Sql.QueryAsync<PriceRow>(
            transaction, Sql.Query("case-price"), cancel,
            new { dealer = found.DealerCode, product = found.ProductCode, first = window.Start, last = window.End }))
        .SingleOrDefault() is { } row
            ? new InvoicedProduct(row.Currency, row.Quantity, row.NetAmount, row.GrossAmount, row.Where)
            : null;

    /// <summary>Every area that a dealer may sell the product in on that day.</summary>
    public static Task<IReadOnlyList<AreaClaim>> AreasAsync(
        NpgsqlTransaction transaction, string product, DateOnly day, CancellationToken cancel) =>
        Sql.QueryAsync<AreaClaim>(transaction, Sql.Query("case-areas"), cancel, new { product, day });

    private static Task<IReadOnlyList<FoundCase>> QueryAsync(
        NpgsqlTransaction transaction, string? number, string? dealer, CancellationToken cancel) =>
        Sql.QueryAsync<FoundCase>(transaction, Sql.Query("cases"), cancel, new { number, dealer });

    private sealed record PriceRow
    {
        public required string Currency { get; init; }

        public decimal Quantity { get; init; }

        public decimal NetAmount { get; init; }

        public decimal GrossAmount { get; init; }

        public required string Where { get; init; }
    }
}
