using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Gathering;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>What cases are held against (立案背景): shipments seen at home, prices, and where shops stand.</summary>
/// <param name="run">The run whose verdicts are gathered.</param>
/// <param name="against">Its verdicts that may make a case: only what they name is looked for.</param>
internal sealed class MarketStore(
    NpgsqlTransaction transaction, long run, long watermark, IReadOnlyList<ScanVerdict> against)
{
    /// <summary>Keeps what one part of a run saw at home: a row for each dealer.</summary>
    public static async Task SaveSightingsAsync(
        NpgsqlTransaction transaction, long run, HomeSightings sightings, CancellationToken cancel)
    {
        await using var rows = await CopyIn.BeginAsync(
            transaction, "result.home_sighting (run_id, dealer_code, movements, codes)", cancel);
        foreach (var dealer in sightings.Codes.GroupBy(s => s.Key.Dealer, StringComparer.Ordinal))
        {
            // In an order of their own: a chunk that is done again writes the same row.
            var movements = dealer.OrderBy(s => s.Key.Movement, StringComparer.Ordinal).ToList();
            rows.Row().Long(run).Text(dealer.Key).Texts([.. movements.Select(s => s.Key.Movement)])
                .Ints([.. movements.Select(s => s.Value)]);
        }

        await rows.CompleteAsync();
    }

    /// <summary>All that gathering wants to know beside the verdicts of a run.</summary>
    /// <param name="shippedItems">Items shipped, by dealer and product.</param>
    /// <param name="rules">Say what a business day is.</param>
    /// <param name="window">Days whose scans count.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<MarketKnowledge> LoadAsync(
        IReadOnlyDictionary<(string Dealer, string Product), long> shippedItems, DiversionRules rules,
        CaseWindow window, CancellationToken cancel) =>
        new(shippedItems)
        {
            Prices = await PricesAsync(cancel),
            CityOfPlace = await CitiesAsync(rules, window, cancel),
            SeenAtHome = await SightingsAsync(cancel),
        };

    private async Task<IReadOnlyDictionary<(string Dealer, string Product), decimal>> PricesAsync(
        CancellationToken cancel)
    {
        var goods = against.Where(SpeaksAgainst)
            .Where(v => v.Custody is { Dealer: not null, ProductCode: not null })
            .Select(v => (v.Custody.Dealer, v.Custody.ProductCode))
            .Distinct()
            .ToList();
        var prices = await Sql.QueryAsync<(string Dealer, string Product, decimal Price)>(
            transaction,
            Sql.Query("diversion-prices"),
            cancel,
            new
            {
                dealers = goods.Select(g => g.Dealer).ToArray(),
                products = goods.Select(g => g.ProductCode).ToArray(),
                watermark,
            });
        return prices.ToDictionary(p => (p.Dealer, p.Product), p => p.Price);
    }

    private async Task<IReadOnlyDictionary<string, string>> CitiesAsync(
        DiversionRules rules, CaseWindow window, CancellationToken cancel)
    {
        var places = against
            .Where(v => v is { Verdict: Verdict.Diverted, Scan: { Actor: ScanActor.Outlet, Place: not null } })
            .Select(v => v.Scan.Place!)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        if (places.Length == 0)
        {
            return new Dictionary<string, string>();
        }

        var midnight = TimeSpan.FromMinutes(rules.BusinessUtcOffsetMinutes);
        var scans = await Sql.QueryAsync<(string Place, string Area, string Actor, long Scans)>(
            transaction,
            Sql.Query("diversion-places"),
            cancel,
            new
            {
                places,
                watermark,
                start = DateTime.SpecifyKind(window.Start.ToDateTime(TimeOnly.MinValue) - midnight, DateTimeKind.Utc),
                next = DateTime.SpecifyKind(
                    window.End.AddDays(1).ToDateTime(TimeOnly.MinValue) - midnight, DateTimeKind.Utc),
            });
        var cities = new ShopCities();
        foreach (var (place, area, _, count) in scans.Where(s => ScanStore.ActorOf(s.Actor) == ScanActor.Outlet))
        {
            cities.Note(place, area, count);
        }

        return cities.Known();
    }

    // Only of movements that scans speak against: the others are nearly all.
    private async Task<IReadOnlyDictionary<(string Dealer, string Movement), int>> SightingsAsync(
        CancellationToken cancel)
    {
        var seen = new Dictionary<(string Dealer, string Movement), int>();
        foreach (var verdict in against.Where(SpeaksAgainst))
        {
            if (verdict.Custody is { Dealer: { } dealer, Movement: { } movement })
            {
                seen[(dealer, movement)] = 0;
            }
        }

        var pool = new TextPool();
        await CopyOut.ReadAsync(
            transaction,
            CopyOut.Bind("home-sightings", ("run", run)),
            row =>
            {
                var (dealer, movements, codes) = (row.Text(pool), row.Texts(pool), row.Ints());
                for (var i = 0; i < movements.Length; i++)
                {
                    ref var known = ref CollectionsMarshal.GetValueRefOrNullRef(seen, (dealer, movements[i]));
                    if (!Unsafe.IsNullRef(ref known))
                    {
                        known += codes[i];
                    }
                }
            },
            cancel);
        return seen;
    }

    private static bool SpeaksAgainst(ScanVerdict verdict) => verdict.Verdict != Verdict.Cloned;
}
