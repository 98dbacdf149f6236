namespace DealerIntegration.Domain.Diversion.Gathering;

/// <summary>
/// Counts in which cities the scans of each shop were made (门店所在城市). A shop does not move: where nearly all of them
/// name one city, the few in another one carry a wrong area.
/// </summary>
public sealed class ShopCities
{
    // Four of five scans, and at least five of them.
    private const int LeastScans = 5;
    private const int Parts = 5;
    private const int PartsInOneCity = 4;

    private readonly Dictionary<string, Dictionary<string, long>> _scans = new(StringComparer.Ordinal);

    /// <summary>Counts scans of a shop in an area; one that is no area code tells nothing.</summary>
    public void Note(string shop, string areaCode, long scans = 1)
    {
        if (!AreaCode.IsValid(areaCode))
        {
            return;
        }

        if (!_scans.TryGetValue(shop, out var cities))
        {
            _scans.Add(shop, cities = new Dictionary<string, long>(StringComparer.Ordinal));
        }

        var city = AreaCode.Prefecture(areaCode);
        cities[city] = cities.GetValueOrDefault(city) + scans;
    }

    /// <summary>
    /// The city in which each shop nearly always stands; a shop of which that cannot be said is missing.
    /// </summary>
    public IReadOnlyDictionary<string, string> Known()
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (shop, cities) in _scans)
        {
            var all = cities.Values.Sum();
            foreach (var (city, scans) in cities)
            {
                if (scans >= LeastScans && scans * Parts >= all * PartsInOneCity)
                {
                    known.Add(shop, city);
                }
            }
        }

        return known;
    }
}
