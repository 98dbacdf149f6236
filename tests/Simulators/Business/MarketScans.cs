namespace DealerIntegration.Simulators.Business;

/// <summary>
/// Scans on the market (市场扫码): mostly goods where they belong, three planted diversions, and what must accuse
/// nobody: single consumers far from home and codes nobody ever shipped.
/// </summary>
internal sealed class MarketScans(int seed, Month month, IReadOnlyList<TraceCode> codes)
{
    private readonly Dice dice = new(seed, "scans");

    /// <summary>Out of one carton alone it could be a mistake of the warehouse.</summary>
    public const int CartonsDiverted = 3;

    private const int LeastAtHome = 5;

    private readonly HashSet<string> used = [];

    public List<MarketScan> Scans { get; } = [];

    public List<PlantedDiversion> Diversions { get; } = [];

    /// <param name="diversions">Whose goods of what turn up elsewhere.</param>
    /// <param name="sellers">The dealers among whom a victim of the first one is looked for.</param>
    public void Happen(IReadOnlyList<(Dealer Dealer, Product Product)> diversions, IReadOnlyList<Dealer> sellers)
    {
        foreach (var (dealer, product) in diversions)
        {
            Divert(dealer, product, Diversions.Count == 0 ? HeldByOne(dealer, sellers) : null);
        }

        var items = Delivered.Where(code => !used.Contains(code.Code)).ToList();
        ConsumersTravel(items);
        for (var ghost = 0; ghost < 25; ghost++)
        {
            var day = month.Day(dice.Between(1, 28)).ToDateTime(new TimeOnly(12, dice.Between(0, 59)));
            var code = $"QR9{dice.Between(10000, 99999)}GHST{dice.Between(1000, 9999)}";
            Scan(code, day, dice.Pick(Everywhere), "consumer");
        }

        foreach (var code in items)
        {
            if (dice.Chance(25))
            {
                var actor = dice.Pick(["outlet", "outlet", "consumer", "consumer", "inspector"]);
                Scan(code.Code, After(code), dice.Pick(Areas.Within(code.Delivery.Order.Dealer.Territory)), actor);
            }
        }
    }

    /// <summary>Items that reached their dealer in the month: nothing is scanned on the market before.</summary>
    private IEnumerable<TraceCode> Delivered => codes.Where(code =>
        code.Level == "item" && code.Delivery.DeliveredOn is { } day && day <= month.End);

    private static List<string> Everywhere => [.. Areas.Counties.Values.SelectMany(counties => counties)];

    /// <summary>A city far from the dealer that one other dealer has to itself; null: there is none.</summary>
    private static string? HeldByOne(Dealer dealer, IReadOnlyList<Dealer> sellers) => Areas.FarFrom(dealer.Territory)
        .Select(Areas.PrefectureOf)
        .FirstOrDefault(city => sellers.Count(other => other.Territory.Contains(city)) == 1);

    private void Divert(Dealer dealer, Product product, string? city)
    {
        var items = Delivered.Where(code =>
            code.Delivery.Order.Dealer == dealer && code.Product == product).ToList();
        var drawn = Areas.PrefectureOf(dice.Pick(Areas.FarFrom(dealer.Territory)));
        var prefecture = city ?? drawn;
        var counties = Areas.Counties[prefecture];
        var found = new List<string>();
        var cartons = items.Select(item => item.Parent).Distinct().Take(CartonsDiverted).ToList();
        for (var count = Math.Min(dice.Between(6, 15), items.Count); count > 0; count--)
        {
            var item = cartons.Count == 0
                ? dice.Take(items)
                : dice.Pick(items.Where(one => one.Parent == cartons[^1]).ToList());
            cartons.Remove(item.Parent);
            items.Remove(item);
            found.Add(item.Code);
            used.Add(item.Code);
            Scan(item.Code, After(item), dice.Pick(counties), dice.Pick(["inspector", "outlet"]));
        }

        // The rest of a shipment is sold at home, where it shows that it is recorded for the right dealer.
        foreach (var item in items.GroupBy(item => item.Delivery).SelectMany(one => one.Take(LeastAtHome)))
        {
            used.Add(item.Code);
            Scan(item.Code, After(item), dice.Pick(Areas.Within(dealer.Territory)), "outlet");
        }

        Diversions.Add(new PlantedDiversion(dealer, product, prefecture, found));
    }

    /// <summary>At most one item of a dealer's product, so that nothing adds up to a case.</summary>
    private void ConsumersTravel(List<TraceCode> items)
    {
        foreach (var group in items.GroupBy(code => (code.Delivery.Order.Dealer, code.Product)).ToList())
        {
            if (dice.Chance(12))
            {
                var item = dice.Pick(group.ToList());
                items.Remove(item);
                var area = dice.Pick(Areas.FarFrom(item.Delivery.Order.Dealer.Territory));
                Scan(item.Code, After(item), area, "consumer");
            }
        }
    }

    /// <summary>Between the delivery, always a day after shipping, and the end of the month, in waking hours.</summary>
    private DateTime After(TraceCode code)
    {
        var first = code.Delivery.DeliveredOn!.Value;
        var day = first.AddDays(dice.Between(0, month.End.DayNumber - first.DayNumber));
        return day.ToDateTime(new TimeOnly(dice.Between(8, 21), dice.Between(0, 59), dice.Between(0, 59)));
    }

    private void Scan(string code, DateTime at, string area, string actor)
    {
        var place = actor switch { "consumer" => "", "outlet" => $"门店{area}-{dice.Between(1, 9)}", _ => "市场巡检" };
        var device = actor == "inspector" ? $"PDA-{dice.Between(1, 12):00}" : $"APP-{dice.Between(1000, 9999)}";
        Scans.Add(new MarketScan($"S{Scans.Count + 1:000000}", code, at, area, actor, place, device));
    }
}
