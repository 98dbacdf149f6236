using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Gathering;
using Npgsql;
using NpgsqlTypes;

namespace DealerIntegration.Worker.Storage;

/// <summary>What cases are held against (立案背景): shipments seen at home, prices, and where shops stand.</summary>
internal static class MarketStore
{
    private static readonly NpgsqlDbType[] SightingTypes =
    [
        NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Array | NpgsqlDbType.Text,
        NpgsqlDbType.Array | NpgsqlDbType.Integer,
    ];

    /// <summary>Keeps what one part of a run saw at home: a row for each dealer.</summary>
    public static Task SaveSightingsAsync(
        NpgsqlTransaction transaction, long run, HomeSightings sightings, CancellationToken cancel) =>
        BulkCopy.SendAsync(
            transaction,
            "result.home_sighting (run_id, dealer_code, movements, codes)",
            SightingTypes,
            sightings.Codes.GroupBy(s => s.Key.Dealer, StringComparer.Ordinal).Select(dealer => new object?[]
            {
                run, dealer.Key, dealer.Select(s => s.Key.Movement).ToArray(), dealer.Select(s => s.Value).ToArray(),
            }),
            cancel);

    /// <summary>All that gathering wants to know beside the verdicts of a run.</summary>
    /// <param name="shippedItems">Items shipped, by dealer and product.</param>
    public static async Task<MarketKnowledge> LoadAsync(
        NpgsqlTransaction transaction,
        long run,
        long watermark,
        IReadOnlyDictionary<(string Dealer, string Product), long> shippedItems,
        DiversionRules rules,
        CaseWindow window,
        CancellationToken cancel)
    {
        // Rows of a minute ago have no statistics, and without them each place would be looked for in all scans.
        await Sql.ExecuteAsync(transaction, "ANALYZE result.scan_verdict, result.home_sighting", cancel);
        var prices = await Sql.QueryAsync<(string Dealer, string Product, decimal Price)>(
            transaction, Sql.Query("diversion-prices"), cancel, new { run, watermark });
        var midnight = TimeSpan.FromMinutes(rules.BusinessUtcOffsetMinutes);
        var cities = await Sql.QueryAsync<(string Place, string City)>(
            transaction,
            Sql.Query("diversion-places"),
            cancel,
            new
            {
                run,
                watermark,
                start = DateTime.SpecifyKind(window.Start.ToDateTime(TimeOnly.MinValue) - midnight, DateTimeKind.Utc),
                next = DateTime.SpecifyKind(
                    window.End.AddDays(1).ToDateTime(TimeOnly.MinValue) - midnight, DateTimeKind.Utc),
            });
        return new MarketKnowledge(shippedItems)
        {
            Prices = prices.ToDictionary(p => (p.Dealer, p.Product), p => p.Price),
            CityOfPlace = cities.ToDictionary(c => c.Place, c => c.City, StringComparer.Ordinal),
            SeenAtHome = await SightingsAsync(transaction, run, cancel),
        };
    }

    // Only of dealers that scans speak against: the others are nearly all.
    private static async Task<IReadOnlyDictionary<(string Dealer, string Movement), int>> SightingsAsync(
        NpgsqlTransaction transaction, long run, CancellationToken cancel)
    {
        var rows = await Sql.QueryAsync<(string Dealer, string Movement, int Codes)>(
            transaction,
            """
            SELECT v.dealer_code, v.movement, sum(s.codes)::int
              FROM (SELECT DISTINCT dealer_code, movement FROM result.scan_verdict
                     WHERE run_id = @run AND movement IS NOT NULL
                       AND (verdict = 'Diverted' OR decided_by = 'consumer-travel')) v
              JOIN result.home_sighting h
                ON h.run_id = @run AND h.dealer_code = v.dealer_code
             CROSS JOIN LATERAL unnest(h.movements, h.codes) AS s (movement, codes)
             WHERE s.movement = v.movement
             GROUP BY v.dealer_code, v.movement
            """,
            cancel,
            new { run });
        return rows.ToDictionary(r => (r.Dealer, r.Movement), r => r.Codes);
    }
}
