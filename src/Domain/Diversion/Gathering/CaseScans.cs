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
/// <param name="Unproven">Scans left out because a record of their goods is missing, and few were seen at home.</param>
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
    int Unproven,
    int Cloned)
{
    /// <summary>Scans that would speak against the dealer and were left out.</summary>
    public int LeftOut => Misplaced + Unproven + Cloned;

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
        var against = placed.Where(e => e.Verdict == Verdict.Diverted || beyondTravel).ToList();
        bool Unseen(ScanVerdict e) => IsUnseen(e, known, rules);
        var counted = against.Where(e => e.Custody.Gap is null || !Unseen(e)).ToList();
        var codes = DistinctCodes(counted);
        return new CaseScans(
            counted,
            codes,
            counted.Select(e => Unseen(e) ? (true, e.Custody.Movement!) : (false, UnitOf(e))).Distinct().Count(),
            counted.Where(Unseen).Select(e => e.Custody.Movement).Distinct().Count(),
            counted.Select(SourceOf).Distinct(StringComparer.Ordinal).Count(),
            codes - MostOfOneSource(counted),
            counted.Select(e => (e.Scan.AreaCode, e.Scan.Place)).Distinct().Count(),
            counted.Select(e => rules.DayOf(e.Scan.ScannedAt)).Distinct().Count(),
            consumerCodes,
            beyondTravel,
            single.Count - placed.Count,
            against.Count - counted.Count,
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

    // Where a record is missing, whose the goods are rests on the other one alone: most must be seen at home.
    private static bool IsUnseen(ScanVerdict verdict, MarketKnowledge known, DiversionRules rules)
    {
        if (known.SeenAtHome is not { } seen
            || verdict.Custody is not { Dealer: { } dealer, Movement: { } movement, Gap: var gap })
        {
            return false;
        }

        var atHome = seen.GetValueOrDefault((dealer, movement));
        return atHome < rules.Minimums.AtHome
            || (gap is not null && atHome < known.FoundOutside.GetValueOrDefault((dealer, movement)));
    }

    private static string UnitOf(ScanVerdict verdict) =>
        verdict.Custody.PackedIn ?? verdict.Custody.Unit ?? CodeOf(verdict);
}
