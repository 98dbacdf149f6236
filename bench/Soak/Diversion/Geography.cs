using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Territory;

namespace DealerIntegration.Bench.Soak.Diversion;

/// <summary>A city of the made-up market: a real code with real counties, at a made-up position.</summary>
internal sealed record City(string Code, IReadOnlyList<string> Counties, GeoPoint At)
{
    public string Province => Code[..2];
}

/// <summary>The country the worlds lie in: the areas as shipped, spread over a grid.</summary>
internal sealed class Geography
{
    private const int KilometresApart = 1_500;

    private Geography(AreaList areas, IReadOnlyList<City> cities)
    {
        Areas = areas;
        Cities = cities;
        ByProvince = cities.GroupBy(c => c.Province).ToDictionary(g => g.Key, g => g.ToList());
    }

    public AreaList Areas { get; }

    public IReadOnlyList<City> Cities { get; }

    public IReadOnlyDictionary<string, List<City>> ByProvince { get; }

    public static Geography Load()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "config");
        var counties = File.ReadLines(Path.Combine(folder, AreaFile.FileName))
            .Where(line => line.Length > 6 && char.IsAsciiDigit(line[0]))
            .Select(line => line[..6])
            .Where(code => !code.EndsWith("00", StringComparison.Ordinal))
            .GroupBy(AreaCode.Prefecture)
            .Select(g => new City(g.Key, [.. g], PositionOf(g.Key)));
        return new Geography(AreaFile.Load(folder), [.. counties]);
    }

    public City City(string code) => Cities.First(c => c.Code == code);

    /// <summary>A city so far away that no plane gets there within an hour.</summary>
    public City FarFrom(City city, Random random)
    {
        while (true)
        {
            var other = Cities[random.Next(Cities.Count)];
            if (GreatCircle.Kilometres(city.At, other.At) > KilometresApart)
            {
                return other;
            }
        }
    }

    private static GeoPoint PositionOf(string city)
    {
        var province = city[..2].Sum(c => c) + (city[0] * 7);
        var number = city[2..4].Sum(c => c) + (city[3] * 3);
        return new GeoPoint(
            20m + (province * 37 % 28) + (number % 10 * 0.2m), 80m + (province * 53 % 45) + (number % 7 * 0.2m));
    }
}
