using DealerIntegration.Domain.Diversion.Territory;

namespace DealerIntegration.Bench.Soak.Diversion;

/// <summary>A dealer of the made-up market and where it may sell.</summary>
/// <param name="Home">Cities of its own.</param>
/// <param name="Shared">A city it shares with another dealer; null: none.</param>
/// <param name="Permitted">A foreign city for which it has consent, for the first product; null: none.</param>
/// <param name="Border">A foreign city beside one of its own, as the rules name it; null: none.</param>
internal sealed record DealerPlan(string Code, IReadOnlyList<City> Home, City? Shared, City? Permitted, City? Border)
{
    public const string FirstProduct = "P0";

    /// <summary>Some dealers, each with a province; two of them border on a city of the rules.</summary>
    public static IReadOnlyList<DealerPlan> Draw(Random random, Geography geography, MarketWorld world)
    {
        var border = geography.City("320500");
        var provinces = geography.ByProvince.Keys.Where(p => p is not ("33" or "32")).ToArray();
        random.Shuffle(provinces);
        var count = random.Next(3, 6);
        var plans = new List<DealerPlan>();
        for (var i = 0; i < count; i++)
        {
            var home = geography.ByProvince[i == 0 ? "33" : provinces[i]];
            var shared = i > 0 && random.Next(3) == 0 ? plans[i - 1].Home[0] : null;
            var permitted = random.Next(2) == 0 ? geography.ByProvince[provinces[^(i + 1)]][0] : null;
            var plan = new DealerPlan($"D{i}", home, shared, permitted, i == 0 ? border : null);
            plans.Add(plan);
            plan.Sign(world, i % 2 == 0);
        }

        return plans;
    }

    /// <summary>Whether a city is foreign to the dealer in every way.</summary>
    public bool IsForeign(City city) =>
        city.Province != Home[0].Province && city != Shared && city != Permitted && city != Border;

    // One half of the dealers has a contract that began in the month before, the other stands in the dealer master.
    private void Sign(MarketWorld world, bool byContract)
    {
        var province = $"{Home[0].Province}0000";
        if (byContract)
        {
            Add(world, TerritoryKind.Own, province, null);
        }
        else
        {
            world.Territories.Add(Code, province);
        }

        if (Shared is not null)
        {
            Add(world, TerritoryKind.Shared, Shared.Code, null);
        }

        if (Permitted is not null)
        {
            Add(world, TerritoryKind.Permission, Permitted.Code, FirstProduct);
        }
    }

    private void Add(MarketWorld world, TerritoryKind kind, string area, string? product) => world.Territories.Add(
        new TerritoryContract(Code, $"T-{Code}-{kind}", 1, kind, area, product, new DateOnly(2026, 9, 1), null));
}
