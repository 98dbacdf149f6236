namespace DealerIntegration.Domain.Diversion.Gathering;

/// <summary>The scans of one group: which count against the dealer, and how independent they are (独立性).</summary>
/// <param name="Counted">Scans that count.</param>
/// <param name="Codes">Distinct codes among them.</param>
/// <param name="Units">What one wrong packing, picking or shipping record can have moved counts once.</param>
/// <param name="UnseenShipments">Shipments among them that were not seen at home often enough.</param>
/// <param name="Sources">Distinct scanners, or places where a scanner has no name; nameless ones are one.</param>
/// <param name="Others">Codes that remain when any one of these is left out.</param>
/// <param name="ConsumerCodes">Distinct codes that buyers read.</param>
/// <param name="BeyondTravel">There are too many of these for travel, so they count.</param>
/// <param name="Misplaced">Scans left out because their place stands in another city.</param>
/// <param name="Cloned">Scans left out because several goods carry their code.</param>
internal sealed record CaseScans(
    IReadOnlyList<ScanVerdict> Counted,
    int Codes,
    int Units,
    int UnseenShipments,
    int Sources,
    int Others,
    int Spots,
    int Days,
    int ConsumerCodes,
    bool BeyondTravel,
    int Misplaced,
    int Cloned)
{
    public static CaseScans Of(
        IReadOnlyCollection<ScanVerdict> events,
        HashSet<string> cloned,
        MarketKnowledge known,
        DiversionRules rules,
        string destination)
    {
        var single = events.Where(e => !cloned.Contains(CodeOf(e))).ToList();
        var placed = single.Where(e => !IsMisplaced(e, known, destination)).ToList();
        var consumerCodes = DistinctCodes(placed.Where(CaseGathering.IsTravel));
        var beyondTravel = consumerCodes >= rules.ConsumerCodesBeyondTravel;
        var counted = placed.Where(e => e.Verdict == Verdict.Diverted || beyondTravel).ToList();
        var codes = DistinctCodes(counted);
        return new CaseScans(
            counted,
            codes,
            counted.Select(e => UnitOf(e, known, rules)).Distinct().Count(),
            counted.Where(e => IsUnseen(e, known, rules)).Select(e => e.Custody.Movement).Distinct().Count(),
            counted.Select(SourceOf).Distinct(StringComparer.Ordinal).Count(),
            codes - MostOfOneSource(counted),
            counted.Select(e => (e.Scan.AreaCode, e.Scan.Place)).Distinct().Count(),
            counted.Select(e => rules.DayOf(e.Scan.ScannedAt)).Distinct().Count(),
            consumerCodes,
            beyondTravel,
            single.Count - placed.Count,
            events.Count - single.Count);
    }

    private static int DistinctCodes(IEnumerable<ScanVerdict> verdicts) =>
        verdicts.Select(CodeOf).Distinct(StringComparer.Ordinal).Count();

    // Codes that nobody else read, of the scanner that has most of them.
    private static int MostOfOneSource(IEnumerable<ScanVerdict> counted) => counted
        .GroupBy(CodeOf, SourceOf, StringComparer.Ordinal)
        .Select(code => code.Distinct(StringComparer.Ordinal).ToList())
        .Where(sources => sources.Count == 1)
        .GroupBy(sources => sources[0], StringComparer.Ordinal)
        .Select(source => source.Count())
        .DefaultIfEmpty()
        .Max();

    // Those without a name are one: nothing shows that they know nothing of each other.
    private static string SourceOf(ScanVerdict verdict) => verdict.Scan.Device ?? verdict.Scan.Place ?? "";

    private static string CodeOf(ScanVerdict verdict) => TraceCode.Normalise(verdict.Scan.Code);

    private static bool IsMisplaced(ScanVerdict verdict, MarketKnowledge known, string destination) =>
        verdict.Scan.Place is { } place && known.CityOfPlace.TryGetValue(place, out var city) && city != destination;

    private static bool IsUnseen(ScanVerdict verdict, MarketKnowledge known, DiversionRules rules) =>
        known.SeenAtHome is { } seen && verdict.Custody is { Dealer: { } dealer, Movement: { } movement }
        && seen.GetValueOrDefault((dealer, movement)) < rules.Minimums.AtHome;

    private static (bool Shipment, string Unit) UnitOf(
        ScanVerdict verdict, MarketKnowledge known, DiversionRules rules) =>
        IsUnseen(verdict, known, rules)
            ? (true, verdict.Custody.Movement!)
            : (false, verdict.Custody.PackedIn ?? verdict.Custody.Unit ?? CodeOf(verdict));
}
