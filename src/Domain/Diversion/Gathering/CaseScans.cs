namespace DealerIntegration.Domain.Diversion.Gathering;

/// <summary>The scans of one group: which count against the dealer, and how independent they are (独立性).</summary>
/// <param name="Counted">Scans that count.</param>
/// <param name="Codes">Distinct codes among them.</param>
/// <param name="Units">What one wrong packing, picking or shipping record can have moved counts once.</param>
/// <param name="UnseenShipments">Shipments among them of which nothing was seen at home.</param>
/// <param name="Sources">Distinct scanners, or places where a scanner has no name; nameless ones are one.</param>
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
        var sources = counted.Select(e => e.Scan.Device ?? e.Scan.Place).OfType<string>().Distinct().Count();
        return new CaseScans(
            counted,
            DistinctCodes(counted),
            counted.Select(e => UnitOf(e, known)).Distinct().Count(),
            counted.Where(e => IsUnseen(e, known)).Select(e => e.Custody.Document).Distinct().Count(),
            Math.Max(sources, 1),
            counted.Select(e => (e.Scan.AreaCode, e.Scan.Place)).Distinct().Count(),
            counted.Select(e => rules.DayOf(e.Scan.ScannedAt)).Distinct().Count(),
            consumerCodes,
            beyondTravel,
            single.Count - placed.Count,
            events.Count - single.Count);
    }

    private static int DistinctCodes(IEnumerable<ScanVerdict> verdicts) =>
        verdicts.Select(CodeOf).Distinct(StringComparer.Ordinal).Count();

    private static string CodeOf(ScanVerdict verdict) => TraceCode.Normalise(verdict.Scan.Code);

    private static bool IsMisplaced(ScanVerdict verdict, MarketKnowledge known, string destination) =>
        verdict.Scan.Place is { } place && known.CityOfPlace.TryGetValue(place, out var city) && city != destination;

    private static bool IsUnseen(ScanVerdict verdict, MarketKnowledge known) =>
        known.SeenAtHome is { } seen && verdict.Custody is { Dealer: { } dealer, Document: { } document }
        && !seen.Contains((dealer, document));

    private static (bool Shipment, string Unit) UnitOf(ScanVerdict verdict, MarketKnowledge known) =>
        IsUnseen(verdict, known)
            ? (true, verdict.Custody.Document!)
            : (false, verdict.Custody.PackedIn ?? verdict.Custody.Unit ?? CodeOf(verdict));
}
