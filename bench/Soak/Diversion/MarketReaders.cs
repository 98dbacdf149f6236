using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Bench.Soak.Diversion;

/// <summary>
/// Shops, inspectors and buyers who read codes. One scan in ten is wrong: the area, the clock or the place; a few shops
/// name a wrong city in every scan.
/// </summary>
internal sealed class MarketReaders(Random random, Geography geography, MarketWorld world)
{
    private const int ShopsPerCity = 12;

    private readonly Dictionary<string, string> _wrongShops = new(StringComparer.Ordinal);
    private int _scan;
    private int _phone;

    public Reader Shop(City city)
    {
        var name = $"shop {city.Code}-{random.Next(ShopsPerCity)}";
        return new Reader(ScanActor.Outlet, name, $"POS {name}");
    }

    public Reader Inspector() => new(ScanActor.Inspector, "market", $"PDA {random.Next(4)}");

    public Reader Buyer() => new(ScanActor.Consumer, null, $"phone {_phone++}");

    /// <summary>Anybody who reads goods where they are sold.</summary>
    public Reader Anybody(City city) => random.Next(10) switch
    {
        < 6 => Shop(city),
        < 9 => Buyer(),
        _ => Inspector(),
    };

    /// <summary>A scan as it is recorded, and what is true of it.</summary>
    public void Read(string code, DateTimeOffset at, City city, Reader reader, Verdict truth)
    {
        var right = new Scan(
            $"SC{_scan++}", code, at, city.Counties[random.Next(city.Counties.Count)], reader.Actor, reader.Place,
            reader.Device,
            random.Next(3) == 0 ? null : city.At.Latitude + (random.Next(40) / 1000m),
            random.Next(3) == 0 ? null : city.At.Longitude + (random.Next(40) / 1000m));
        var fault = random.Next(100);
        var scan = Spoil(right, fault);
        if (reader.Actor == ScanActor.Outlet && WrongCityOf(reader.Place!) is { } wrong)
        {
            (scan, fault) = (scan with { AreaCode = wrong, Latitude = null, Longitude = null }, 0);
        }

        world.Records = (world.Records.All + 1, world.Records.Wrong + (fault < 10 ? 1 : 0));
        world.Scans.Add(scan);
        world.Truth[scan.EventId] = fault switch
        {
            3 or 5 or 6 when truth != Verdict.Cloned => Verdict.Undecided,
            4 when truth is not (Verdict.Cloned or Verdict.Undecided) => Verdict.Explained,
            _ => truth,
        };
        if (fault is 7 or 8)
        {
            world.Scans.Add(scan with { });
        }
    }

    private Scan Spoil(Scan scan, int fault) => fault switch
    {
        < 3 => scan with { AreaCode = AnyCounty(), Latitude = null, Longitude = null },
        3 => scan with { AreaCode = scan.AreaCode[..4] },
        4 => scan with { AreaCode = $"9{scan.AreaCode[1..]}" },
        5 or 6 => scan with { ScannedAt = scan.ScannedAt.AddDays(-60) },
        9 => scan with { Place = null, Device = null },
        _ => scan,
    };

    private string AnyCounty()
    {
        var city = geography.Cities[random.Next(geography.Cities.Count)];
        return city.Counties[random.Next(city.Counties.Count)];
    }

    // One shop in sixty was set up with the area of another city and never noticed.
    private string? WrongCityOf(string shop)
    {
        if (!_wrongShops.TryGetValue(shop, out var area))
        {
            _wrongShops.Add(shop, area = random.Next(60) == 0 ? AnyCounty() : "");
        }

        return area.Length == 0 ? null : area;
    }
}

/// <summary>Who reads a code, and with what.</summary>
internal sealed record Reader(ScanActor Actor, string? Place, string Device);
