using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Domain.Values;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Diversion cases as the latest runs found them, whatever became of them.</summary>
internal static class CaseStore
{
    /// <summary>A case by its number; null: no run has made one of it.</summary>
    public static async Task<KnownCase?> FindAsync(
        NpgsqlTransaction transaction, string number, CancellationToken cancel) =>
        (await QueryAsync(transaction, number, null, cancel)).SingleOrDefault();

    /// <summary>All cases, or those of a dealer; the newest window first, in it the largest.</summary>
    public static Task<IReadOnlyList<KnownCase>> AllAsync(
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
                   actor AS "Actor", place AS "Place", shipment_number AS "Shipment", evidence AS "Evidence",
                   evidence_zh AS "EvidenceChinese"
              FROM result.scan_verdict
             WHERE run_id = @Run AND dealer_code = @DealerCode AND product_code = @ProductCode
               AND event_id = ANY (@EventIds)
             ORDER BY scanned_at, event_id, code
            """,
            cancel,
            new { found.Run, found.DealerCode, found.ProductCode, found.EventIds });

    /// <summary>
    /// Why a case is none any more: the observation that the latest run made instead, and its verdicts on the scans
    /// that the case counted.
    /// </summary>
    public static async Task<Withdrawal> WithdrawalAsync(
        NpgsqlTransaction transaction, KnownCase found, CancellationToken cancel)
    {
        var observation = (await Sql.QueryAsync<(string English, string? Chinese)?>(
            transaction,
            "SELECT evidence, evidence_zh FROM result.diversion_case WHERE run_id = @Latest AND number = @Number",
            cancel,
            new { found.Latest, found.Number })).SingleOrDefault();
        var scans = await Sql.QueryAsync<VerdictCount>(
            transaction,
            """
            SELECT v.verdict AS "Verdict", v.decided_by AS "DecidedBy", count(*)::int AS "Scans"
              FROM result.scan_verdict w
              LEFT JOIN result.scan_verdict v
                ON v.run_id = @Latest AND v.event_id = w.event_id AND v.code = w.code
             WHERE w.run_id = @Run AND w.dealer_code = @DealerCode AND w.product_code = @ProductCode
               AND w.event_id = ANY (@EventIds)
             GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
            """,
            cancel,
            new { found.Run, found.Latest, found.DealerCode, found.ProductCode, found.EventIds });
        return new Withdrawal(
            found.Latest, observation is var (english, chinese) ? Weighed.Read(english, chinese) : null, scans);
    }

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
            ? new InvoicedProduct(row.Currency, row.Quantity, row.NetAmount, row.GrossAmount, row.Where())
            : null;

    /// <summary>Every area that a dealer may sell the product in on that day.</summary>
    public static Task<IReadOnlyList<AreaClaim>> AreasAsync(
        NpgsqlTransaction transaction, string product, DateOnly day, CancellationToken cancel) =>
        Sql.QueryAsync<AreaClaim>(transaction, Sql.Query("case-areas"), cancel, new { product, day });

    private static Task<IReadOnlyList<KnownCase>> QueryAsync(
        NpgsqlTransaction transaction, string? number, string? dealer, CancellationToken cancel) =>
        Sql.QueryAsync<KnownCase>(transaction, Sql.Query("cases"), cancel, new { number, dealer });

    private sealed record PriceRow
    {
        public required string Currency { get; init; }

        public decimal Quantity { get; init; }

        public decimal NetAmount { get; init; }

        public decimal GrossAmount { get; init; }

        public long Lines { get; init; }

        public DateTime First { get; init; }

        public DateTime Last { get; init; }

        public Told Where() => new(
            $"invoice lines {Lines}, {First:yyyy-MM-dd} to {Last:yyyy-MM-dd}",
            $"开票明细 {Lines} 行，{First:yyyy-MM-dd} 至 {Last:yyyy-MM-dd}");
    }
}
