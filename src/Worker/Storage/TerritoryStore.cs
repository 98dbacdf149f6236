using DealerIntegration.Domain.Diversion;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// The areas each dealer may sell in, from the dealer master. A dealer that supplies sub-dealers may send goods
/// wherever they may sell them, so their areas count as its own too.
/// </summary>
internal static class TerritoryStore
{
    public static async Task<TerritoryMap> LoadAsync(
        NpgsqlTransaction transaction, long watermark, CancellationToken cancel)
    {
        var rows = await Sql.QueryAsync<(string Dealer, string Territory, string[] Suppliers)>(
            transaction,
            """
            WITH RECURSIVE dealer AS (
                SELECT code, parent_code, territory FROM canonical.dealer
                 WHERE seq <= @watermark AND until_seq > @watermark),
            up AS (
                SELECT code, code AS supplier, ARRAY[code] AS path FROM dealer
                UNION ALL
                SELECT up.code, d.parent_code, up.path || d.parent_code
                  FROM up JOIN dealer d ON d.code = up.supplier
                 WHERE d.parent_code IS NOT NULL AND d.parent_code <> ALL (up.path))
            SELECT d.code, d.territory, array_agg(DISTINCT up.supplier)
              FROM dealer d JOIN up ON up.code = d.code
             WHERE d.territory IS NOT NULL
             GROUP BY d.code, d.territory
            """,
            cancel,
            new { watermark });
        var map = new TerritoryMap();
        foreach (var (dealer, territory, suppliers) in rows)
        {
            // A code that is no area authorises nothing; the dealer's scans then read as outside, so it must not pass
            // silently: the run fails and names it.
            foreach (var area in territory.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                if (!AreaCode.IsValid(area))
                {
                    throw new Connectors.Configuration.ConfigurationException(
                        $"The territory of dealer {dealer} names '{area}', which is not a six-digit area code such as "
                        + "330100; correct the dealer in the ERP and import dealers again.");
                }

                foreach (var supplier in suppliers)
                {
                    map.Add(supplier, area);
                }
            }
        }

        return map;
    }
}
