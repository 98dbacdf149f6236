using DealerIntegration.Domain.Diversion.Signals;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Gathering;

/// <summary>Turns verdicts into cases and observations, as <see cref="DiversionMatcher.Gather"/> guarantees.</summary>
internal static class CaseGathering
{
    private readonly record struct Key(string Dealer, string Product, string Destination);

    public static IReadOnlyList<DiversionCase> Gather(
        IEnumerable<ScanVerdict> verdicts, MarketKnowledge known, DiversionRules rules, CaseWindow window)
    {
        var groups = new Dictionary<Key, Dictionary<string, ScanVerdict>>();
        var cloned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var verdict in verdicts)
        {
            if (verdict.Verdict == Verdict.Cloned)
            {
                cloned.Add(TraceCode.Normalise(verdict.Scan.Code));
            }

            if (verdict.Custody is not { Dealer: { } dealer, ProductCode: { } product }
                || !(verdict.Verdict == Verdict.Diverted || IsTravel(verdict))
                || !window.Contains(rules.DayOf(verdict.Scan.ScannedAt)))
            {
                continue;
            }

            var key = new Key(dealer, product, AreaCode.Prefecture(verdict.Scan.AreaCode));
            if (!groups.TryGetValue(key, out var events))
            {
                groups.Add(key, events = new Dictionary<string, ScanVerdict>(StringComparer.Ordinal));
            }

            // One event may hold several codes; the same code in it twice is one scan.
            events.TryAdd($"{verdict.Scan.EventId}|{TraceCode.Normalise(verdict.Scan.Code)}", verdict);
        }

        known = known with { FoundOutside = FoundOutside(groups.Values.SelectMany(g => g.Values)) };
        return
        [
            .. groups
                .OrderBy(g => g.Key.Dealer, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Product, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Destination, StringComparer.Ordinal)
                .Select(g => CaseOf(g.Key, g.Value.Values, cloned, known, rules, window))
                .OfType<DiversionCase>(),
        ];
    }

    /// <summary>Explained by travel: it counts once there are too many of them.</summary>
    public static bool IsTravel(ScanVerdict verdict) =>
        verdict.Verdict == Verdict.Explained && verdict.DecidedBy == ConsumerTravel.SignalName;

    private static Dictionary<(string Dealer, string Movement), int> FoundOutside(IEnumerable<ScanVerdict> verdicts) =>
        verdicts
            .Where(v => v.Verdict == Verdict.Diverted && v.Custody.Movement is not null)
            .GroupBy(v => (v.Custody.Dealer!, v.Custody.Movement!), v => TraceCode.Normalise(v.Scan.Code))
            .ToDictionary(m => m.Key, m => m.Distinct(StringComparer.Ordinal).Count());

    private static DiversionCase? CaseOf(
        Key key,
        IReadOnlyCollection<ScanVerdict> events,
        HashSet<string> cloned,
        MarketKnowledge known,
        DiversionRules rules,
        CaseWindow window)
    {
        var scans = CaseScans.Of(events, cloned, known, rules, key.Destination);
        if (scans is { Counted.Count: 0, LeftOut: 0 })
        {
            return null;
        }

        // A group of which nothing counts is kept all the same: what was a case before says why it is none any more.
        var told = scans.Counted.Count > 0 ? scans.Counted : events;

        var goods = (key.Dealer, key.Product);
        long? shipped = known.ShippedItems.TryGetValue(goods, out var items) && items > 0 ? items : null;
        decimal? value = known.Prices.TryGetValue(goods, out var price)
            ? Rounding.Cents.Apply(scans.Codes * price)
            : null;
        var confidence = CaseWeighing.ConfidenceOf(scans, rules);
        IReadOnlyList<Evidence> evidence = confidence is null
            ? [CaseWeighing.NoneCounts(events.Count)]
            : CaseWeighing.Minimums(scans, shipped, confidence.Percent, rules);
        return new DiversionCase(
            DiversionCase.NumberOf(key.Dealer, key.Product, key.Destination, window),
            evidence.All(e => e.Bearing == Bearing.For) ? CaseStanding.Case : CaseStanding.Observation,
            key.Dealer,
            key.Product,
            key.Destination,
            window,
            scans.Codes,
            shipped,
            shipped is { } total ? CaseWeighing.ShareOf(scans.Codes, total) : null,
            value,
            scans.Units,
            scans.Sources,
            scans.Spots,
            confidence?.Percent ?? 0,
            CaseWeighing.SeverityOf(value, scans.Codes, scans.Spots, rules.Severity),
            told.Min(e => e.Scan.ScannedAt).ToUniversalTime(),
            told.Max(e => e.Scan.ScannedAt).ToUniversalTime(),
            [.. scans.Counted.Select(e => e.Scan.EventId).Distinct().Order(StringComparer.Ordinal)],
            [
                .. evidence, .. confidence is null ? [] : new[] { confidence.ToEvidence() },
                .. CaseWeighing.LeftOut(scans, rules),
            ],
            rules.Version);
    }
}
