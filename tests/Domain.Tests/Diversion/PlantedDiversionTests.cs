using CsCheck;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Gathering;

namespace DealerIntegration.Domain.Tests.Diversion;

/// <summary>Seeded markets with known culprits: who is accused, and who is missed?</summary>
public sealed class PlantedDiversionTests
{
    private const int Dealers = 6;
    private const int ItemsEach = 300;
    private static readonly DiversionRules Rules =
        World.Rules with { Minimums = new CaseMinimums(5, 0.01m, 1, 0, 1, 0), ConsumerCodesBeyondTravel = 10 };


    [Fact]
    public void Accuses_exactly_the_dealers_whose_goods_were_diverted() =>
        Gen.Int[0, int.MaxValue].Sample(seed =>
        {
            var random = new Random(seed);
            var territories = new TerritoryMap();
            var index = new CodeIndex();
            var shipped = new Dictionary<(string Dealer, string Product), long>();
            var scans = new List<Scan>();
            var culprits = new HashSet<string>(StringComparer.Ordinal);
            for (var d = 0; d < Dealers; d++)
            {
                var dealer = $"D{d}";
                territories.Add(dealer, $"{41 + d}0000");
                shipped[(dealer, "P1")] = ItemsEach;
                var planted = random.Next(3) == 0 ? random.Next(Rules.Minimums.Scans, 40) : 0;
                if (planted > 0)
                {
                    culprits.Add(dealer);
                }

                for (var i = 0; i < ItemsEach; i++)
                {
                    var code = $"{dealer}-{i}";
                    index.AddPacking(code, $"{dealer}-BOX{i / 12}");
                    scans.Add(i < planted ? Planted(code, d, i) : Ordinary(code, d, random));
                }

                for (var box = 0; box <= ItemsEach / 12; box++)
                {
                    index.Add(World.Binding($"{dealer}-BOX{box}", dealer));
                }
            }

            var verdicts = scans.Select(scan =>
                DiversionMatcher.Judge(scan, index.CustodyOf(scan.Code), territories, Rules));
            var accused = DiversionMatcher.Gather(verdicts, new MarketKnowledge(shipped), Rules, World.Window)
                .Where(c => c.Standing == CaseStanding.Case)
                .Select(c => c.DealerCode);
            Assert.Equal(culprits.Order(StringComparer.Ordinal), accused.Distinct().Order(StringComparer.Ordinal));
        }, iter: 200);

    private static Scan Planted(string code, int dealer, int i) => World.Scan(
        $"E-{code}", code, $"{41 + ((dealer + 1) % Dealers)}0102", i % 2 == 0 ? ScanActor.Outlet : ScanActor.Inspector);

    // Nine in ten at home; buyers travel, and now and then a shop's scanner names a wrong city.
    private static Scan Ordinary(string code, int dealer, Random random)
    {
        var home = $"{41 + dealer}01{random.Next(1, 13):00}";
        var elsewhere = $"{61 + random.Next(5)}{random.Next(1, 21):00}01";
        return random.Next(100) switch
        {
            < 90 => World.Scan($"E-{code}", code, home, ScanActor.Outlet),
            < 98 => World.Scan($"E-{code}", code, elsewhere, ScanActor.Consumer),
            _ => World.Scan($"E-{code}", code, elsewhere, ScanActor.Outlet),
        };
    }
}
