using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Gathering;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Bench.Soak;

/// <summary>Seeded markets with known culprits (窜货): who is accused, and how much is found?</summary>
internal sealed class DiversionProof : IProof
{
    private const int Products = 3;

    private static readonly Period October = new(2026, 10);
    private static readonly DateTimeOffset Midnight = new(2026, 10, 1, 0, 0, 0, TimeSpan.FromHours(8));

    private static readonly DiversionRules Rules = ConfigFile.Load<DiversionRules>(
        Path.Combine(AppContext.BaseDirectory, "config", "diversion.json")) with
    {
        Minimums = new CaseMinimums(5, 0.01m, 1, 0, 1, 0), Borders = [new AreaBorder("410500", "420500")],
    };

    public string Name => "diversion";

    public string Law =>
        "no dealer is accused whose goods nobody diverted, whatever buyers, border towns, ghosts, clocks, repeated "
        + "events and repacked cartons do; a diversion at or above the minimums is found";

    public Task<ProofFigures> RunAsync(int seed, CancellationToken cancel) => Task.FromResult(Run(seed));

    public static ProofFigures Run(int seed)
    {
        var random = new Random(seed);
        var market = new Market(random);
        for (var dealer = 0; dealer < random.Next(3, 9); dealer++)
        {
            for (var product = 0; product < Products; product++)
            {
                market.AddDealer(dealer, product);
            }
        }

        // Events arrive in any order, and some twice.
        var scans = market.Scans.Concat(market.Scans.Where(_ => random.Next(20) == 0)).ToArray();
        random.Shuffle(scans);
        var verdicts = scans.Select(
            scan => DiversionMatcher.Judge(scan, market.Codes.CustodyOf(scan.Code), market.Territories, Rules));
        var accused = DiversionMatcher.Gather(
                verdicts, new MarketKnowledge(market.Shipped), Rules, CaseWindow.Of(October, CaseWindowKind.Month))
            .Where(c => c.Standing == CaseStanding.Case)
            .Select(c => (c.DealerCode, c.ProductCode))
            .ToHashSet();
        foreach (var innocent in accused.Where(a => !market.Planted.Contains(a)))
        {
            throw new ProofException(
                $"Dealer {innocent.DealerCode} is accused for {innocent.ProductCode}; nothing was planted.");
        }

        foreach (var missed in market.Planted.Where(p => !accused.Contains(p)))
        {
            throw new ProofException($"The diversion of {missed.Product} by dealer {missed.Dealer} was not found.");
        }

        var figures = new ProofFigures();
        figures.Note("scans", scans.Length);
        figures.Note("planted", market.Planted.Count);
        figures.Note("found", accused.Count);
        figures.Note("innocent", market.Shipped.Count - market.Planted.Count);
        return figures;
    }

    /// <summary>Everything that happens to a month's goods.</summary>
    private sealed class Market(Random random)
    {
        private int _event;

        public CodeIndex Codes { get; } = new();

        public TerritoryMap Territories { get; } = new();

        public Dictionary<(string Dealer, string Product), long> Shipped { get; } = [];

        public HashSet<(string Dealer, string Product)> Planted { get; } = [];

        public List<Scan> Scans { get; } = [];

        // Dealer n sells in province 41 + n; 61 and above belong to nobody.
        public void AddDealer(int number, int product)
        {
            var (dealer, code) = ($"D{number}", $"P{product}");
            var items = random.Next(200, 600);
            var planted = random.Next(4) == 0
                ? random.Next(Math.Max(Rules.Minimums.Scans, (items / 100) + 1), 40)
                : 0;
            Territories.Add(dealer, $"{41 + number}0000");
            Shipped[(dealer, code)] = items;
            if (planted > 0)
            {
                Planted.Add((dealer, code));
            }

            for (var i = 0; i < items; i++)
            {
                var item = $"{dealer}-{code}-{i}";
                var box = $"{dealer}-{code}-BOX{i / 12}";
                if (i % 12 == 0)
                {
                    AddCarton(box, dealer, code);
                }

                Codes.AddPacking(item, box);
                Scans.Add(i < planted ? Diverted(item, number) : Ordinary(item, number));
            }
        }

        // Some cartons first left for a dealer far away, came back, and were sent on: the last shipment counts.
        private void AddCarton(string box, string dealer, string product)
        {
            if (random.Next(15) == 0)
            {
                Codes.Add(new CodeBinding(box, null, CodeLevel.Carton, product, "D99", "S-0", Midnight.AddDays(-40)));
            }

            Codes.Add(new CodeBinding(box, null, CodeLevel.Carton, product, dealer, "S-1", Midnight));
        }

        private Scan Diverted(string code, int dealer) => At(
            code,
            $"{51 + dealer}0102",
            random.Next(2) == 0 ? ScanActor.Inspector : ScanActor.Outlet,
            random.Next(2, 30));

        // Nine in ten at home. Buyers travel, shops sell at the border, a city, a code or a clock is wrong.
        private Scan Ordinary(string code, int dealer)
        {
            var home = $"{41 + dealer}01{random.Next(1, 13):00}";
            var elsewhere = $"{61 + random.Next(20)}{random.Next(1, 21):00}01";
            return random.Next(200) switch
            {
                < 180 => At(code, home, ScanActor.Outlet, random.Next(2, 30)),
                < 190 => At(code, elsewhere, ScanActor.Consumer, random.Next(2, 30)),
                < 193 => At(code, dealer == 0 ? "420501" : home, ScanActor.Outlet, random.Next(2, 30)),
                < 195 => At(code, elsewhere, ScanActor.Outlet, random.Next(2, 30)),
                < 197 => At($"X{code}", elsewhere, ScanActor.Outlet, random.Next(2, 30)),
                < 199 => At(code, elsewhere, ScanActor.Outlet, -random.Next(2, 20)),
                _ => At(code, "41", ScanActor.Outlet, random.Next(2, 30)),
            };
        }

        private Scan At(string code, string area, ScanActor actor, int day) => new(
            $"E{_event++}", code, Midnight.AddDays(day).AddMinutes(random.Next(600)), area, actor,
            $"shop {random.Next(40)}", null);
    }
}
