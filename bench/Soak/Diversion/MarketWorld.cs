using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Bench.Soak.Diversion;

/// <summary>A diversion that was put into a world on purpose (埋设的窜货).</summary>
internal sealed record Planted(string Dealer, string Product, string City)
{
    /// <summary>All its codes that were read, also by buyers.</summary>
    public HashSet<string> Goods { get; } = [];

    /// <summary>Its codes that shops or inspectors read.</summary>
    public HashSet<string> Codes { get; } = [];

    /// <summary>Cartons these codes left in.</summary>
    public HashSet<(Consignment Consignment, string Carton)> Cartons { get; } = [];

    /// <summary>The codes each of them read.</summary>
    public Dictionary<string, HashSet<string>> Readers { get; } = [];

    public void Note(string code, (Consignment, string) carton, string reader)
    {
        Codes.Add(code);
        Cartons.Add(carton);
        if (!Readers.TryGetValue(reader, out var codes))
        {
            Readers.Add(reader, codes = []);
        }

        codes.Add(code);
    }

    /// <summary>Cartons, and as one each shipment that was hardly seen at home.</summary>
    public int Units(CaseMinimums least) => Cartons
        .Select(c => c.Consignment.ReadAtHome.Count >= least.AtHome ? (c.Consignment, c.Carton) : (c.Consignment, ""))
        .Distinct()
        .Count();

    /// <summary>
    /// By how much the rarest kind of evidence is above what the rules want, if every record were right: below 0 it is
    /// no case, at 0 a single lost record may hide it.
    /// </summary>
    public int Margin(CaseMinimums least, long shipped) => Codes.Count == 0
        ? -least.Scans
        : new[]
        {
            Codes.Count - least.Scans,
            (int)decimal.Floor(Codes.Count - (least.Share * shipped)),
            Units(least) - least.Units,
            Readers.Count - least.Sources,
            Codes.Count - Readers.Values.Max(codes => codes.Count) - least.Others,
        }.Min();
}

/// <summary>A seeded market: what happened, what was recorded of it, and what is true.</summary>
internal sealed class MarketWorld(Geography geography)
{
    public TerritoryMap Territories { get; } = new(geography.Areas);

    /// <summary>What was recorded, in no order, with repetitions, errors and their corrections.</summary>
    public List<TraceEvent> Events { get; } = [];

    /// <summary>Wrong events that were declared so, with the declarations: without them nothing may change.</summary>
    public HashSet<TraceEvent> Retracted { get; } = new(ReferenceEqualityComparer.Instance);

    public List<Scan> Scans { get; } = [];

    /// <summary>What is true of a scan, by event: what a verdict that knew everything would say.</summary>
    public Dictionary<string, Verdict> Truth { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string Dealer, string Product), long> Shipped { get; } = [];

    public List<Planted> Planted { get; } = [];

    /// <summary>Records of movements and scans, and how many of them are wrong in some way.</summary>
    public (int All, int Wrong) Records { get; set; }
}
