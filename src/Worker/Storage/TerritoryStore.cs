using DealerIntegration.Domain.Diversion;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>The areas each dealer may sell in, from the dealer master.</summary>
internal static class TerritoryStore
{
    public static async Task<TerritoryMap> LoadAsync(
        NpgsqlTransaction transaction, long watermark, CancellationToken cancel)
    {
        var rows = await Sql.QueryAsync<(string Dealer, string Territory)>(
            transaction,
            """
            SELECT code, territory FROM canonical.dealer
             WHERE territory IS NOT NULL AND seq <= @watermark AND until_seq > @watermark
            """,
            cancel,
            new { watermark });
        var map = new TerritoryMap();
        foreach (var (dealer, territory) in rows)
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

                map.Add(dealer, area);
            }
        }

        return map;
    }
}
