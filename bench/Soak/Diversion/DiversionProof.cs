using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Diversion.Events;
using DealerIntegration.Domain.Diversion.Gathering;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Bench.Soak.Diversion;

/// <summary>Seeded markets with known culprits (窜货): who is accused, what is found, how right are verdicts?</summary>
internal sealed class DiversionProof : IProof
{
    private const int FoundPercent = 95;
    private const int EnoughToJudge = 500;

    private static readonly Lazy<Geography> Country = new(Geography.Load);
    private static readonly CaseWindow October = CaseWindow.Of(new Period(2026, 10), CaseWindowKind.Month);

    /// <summary>As shipped.</summary>
    private static readonly DiversionRules Rules = ConfigFile.Load<DiversionRules>(
        Path.Combine(AppContext.BaseDirectory, "config", "diversion.json"));

    public string Name => "diversion";

    public string Law =>
        "with one record in ten wrong, no dealer is accused whose goods nobody diverted, and at least "
        + $"{FoundPercent} % of planted diversions above the minimums are found";

    public Task<ProofFigures> RunAsync(int seed, CancellationToken cancel) => Task.FromResult(Run(seed));

    public static ProofFigures Run(int seed)
    {
        var world = WorldBuilder.Build(seed, Country.Value);
        var verdicts = Judge(world, world.Events, world.Scans);
        var cases = Gather(world, verdicts).Where(c => c.Standing == CaseStanding.Case).ToList();
        foreach (var accused in cases.Where(c => !world.Planted.Exists(p => Is(c, p))))
        {
            throw new ProofException(
                $"Dealer {accused.DealerCode} is accused for {accused.ProductCode} in {accused.DestinationArea}; "
                + $"nothing was planted. {string.Join(" ", accused.Evidence.Select(e => e.Text))}");
        }

        return FiguresOf(world, verdicts, cases);
    }

    public string? Broken(ProofFigures all)
    {
        var above = all.GetValueOrDefault("planted above minimum");
        var found = all.GetValueOrDefault("found above minimum");
        return above >= EnoughToJudge && found * 100 < above * FoundPercent
            ? $"Only {found} of {above} planted diversions above the minimums were found."
            : null;
    }

    public IEnumerable<string> Report(ProofFigures all) => VerdictFigures.Report(all);

    /// <summary>Judges every scan of a world on the custody that the given events tell.</summary>
    public static IReadOnlyList<ScanVerdict> Judge(
        MarketWorld world, IEnumerable<TraceEvent> events, IEnumerable<Scan> scans)
    {
        var book = CustodyBook.Of(events);
        return
        [
            .. scans.GroupBy(s => s.Code, StringComparer.Ordinal)
                .OrderBy(code => code.Key, StringComparer.Ordinal)
                .SelectMany(code => DiversionMatcher.JudgeCode(
                    [.. code], scan => book.At(scan.Code, scan.ScannedAt), world.Territories, Rules)),
        ];
    }

    public static IReadOnlyList<DiversionCase> Gather(MarketWorld world, IReadOnlyList<ScanVerdict> verdicts)
    {
        var sightings = new HomeSightings();
        foreach (var code in verdicts.GroupBy(v => v.Scan.Code, StringComparer.Ordinal))
        {
            sightings.Note([.. code]);
        }

        var known = new MarketKnowledge(world.Shipped)
        {
            SeenAtHome = sightings.Codes, CityOfPlace = CitiesOfShops(world.Scans),
        };
        return DiversionMatcher.Gather(verdicts, known, Rules, October);
    }

    private static ProofFigures FiguresOf(
        MarketWorld world, IReadOnlyList<ScanVerdict> verdicts, List<DiversionCase> cases)
    {
        var figures = new ProofFigures();
        figures.Note("scans", verdicts.Count);
        figures.Note("records", world.Records.All);
        figures.Note("wrong records", world.Records.Wrong);
        figures.Note("innocent", world.Shipped.Count - world.Planted.Count);
        figures.Note("planted", world.Planted.Count);
        foreach (var planted in world.Planted)
        {
            var found = cases.Exists(c => Is(c, planted)) ? 1 : 0;
            figures.Note("found", found);
            var margin = planted.Margin(Rules.Minimums, world.Shipped[(planted.Dealer, planted.Product)]);
            if (margin == 0)
            {
                figures.Note("planted at minimum");
                figures.Note("found at minimum", found);
            }
            else if (margin > 0)
            {
                figures.Note("planted above minimum");
                figures.Note("found above minimum", found);
            }
        }

        var inCases = cases.SelectMany(c => c.EventIds).ToHashSet(StringComparer.Ordinal);
        var diverted = world.Planted.SelectMany(p => p.Goods).ToHashSet(StringComparer.Ordinal);
        foreach (var verdict in verdicts)
        {
            VerdictFigures.Note(figures, world.Truth[verdict.Scan.EventId], verdict.Verdict);
            if (inCases.Contains(verdict.Scan.EventId))
            {
                figures.Note("scans in cases");
                figures.Note("of diverted goods", diverted.Contains(verdict.Scan.Code) ? 1 : 0);
            }
        }

        return figures;
    }

    private static bool Is(DiversionCase found, Planted planted) =>
        (found.DealerCode, found.ProductCode, found.DestinationArea) == (planted.Dealer, planted.Product, planted.City);

    // As the hub works it out of all scans of the month.
    private static IReadOnlyDictionary<string, string> CitiesOfShops(IEnumerable<Scan> scans)
    {
        var cities = new ShopCities();
        foreach (var scan in scans.Where(s => s is { Actor: ScanActor.Outlet, Place: not null }))
        {
            cities.Note(scan.Place!, scan.AreaCode);
        }

        return cities.Known();
    }
}
