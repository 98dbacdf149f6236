using DealerIntegration.Domain.Diversion.Signals;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion;

/// <summary>Turns verdicts into cases and observations, as <see cref="DiversionMatcher.Gather"/> guarantees.</summary>
internal static class CaseGathering
{
    private const string Name = "gathering";
    private static readonly Rounding ShareRounding = new(RoundingMode.HalfUp, 6);

    private readonly record struct Key(string Dealer, string Product, string Destination);

    public static IReadOnlyList<DiversionCase> Gather(
        IEnumerable<ScanVerdict> verdicts,
        IReadOnlyDictionary<(string Dealer, string Product), long> shippedItems,
        DiversionRules rules,
        Period period)
    {
        var groups = new Dictionary<Key, Dictionary<string, ScanVerdict>>();
        foreach (var verdict in verdicts)
        {
            if (verdict.Custody is not { Dealer: { } dealer, ProductCode: { } product }
                || !(verdict.Verdict == Verdict.Diverted || IsTravel(verdict))
                || !period.Contains(BusinessDate(verdict.Scan.ScannedAt, rules)))
            {
                continue;
            }

            var key = new Key(dealer, product, AreaCode.Prefecture(verdict.Scan.AreaCode));
            if (!groups.TryGetValue(key, out var events))
            {
                groups.Add(key, events = new Dictionary<string, ScanVerdict>(StringComparer.Ordinal));
            }

            events.TryAdd(verdict.Scan.EventId, verdict);
        }

        return
        [
            .. groups
                .OrderBy(g => g.Key.Dealer, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Product, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Destination, StringComparer.Ordinal)
                .Select(g => CaseOf(g.Key, g.Value.Values, shippedItems, rules, period))
                .OfType<DiversionCase>(),
        ];
    }

    private static DiversionCase? CaseOf(
        Key key,
        IReadOnlyCollection<ScanVerdict> events,
        IReadOnlyDictionary<(string Dealer, string Product), long> shippedItems,
        DiversionRules rules,
        Period period)
    {
        var consumerCodes = DistinctCodes(events.Where(IsTravel));
        var beyondTravel = consumerCodes >= rules.ConsumerCodesBeyondTravel;
        var counted = events.Where(e => e.Verdict == Verdict.Diverted || beyondTravel).ToList();
        if (counted.Count == 0)
        {
            return null;
        }

        var codes = DistinctCodes(counted);
        var spots = counted.Select(e => (e.Scan.AreaCode, e.Scan.Place)).Distinct().Count();
        long? shipped = shippedItems.TryGetValue((key.Dealer, key.Product), out var items) && items > 0 ? items : null;
        var enough = codes >= rules.MinScans && shipped is { } all && codes >= rules.MinShare * all;
        return new DiversionCase(
            DiversionCase.NumberOf(key.Dealer, key.Product, key.Destination, period),
            enough ? CaseStanding.Case : CaseStanding.Observation,
            key.Dealer,
            key.Product,
            key.Destination,
            period,
            codes,
            shipped,
            shipped is { } total ? ShareRounding.Apply(codes / (decimal)total) : null,
            spots,
            SeverityOf(codes, spots, rules.Severity),
            counted.Min(e => e.Scan.ScannedAt).ToUniversalTime(),
            counted.Max(e => e.Scan.ScannedAt).ToUniversalTime(),
            [.. counted.Select(e => e.Scan.EventId).Order(StringComparer.Ordinal)],
            [.. Weigh(codes, shipped, consumerCodes, beyondTravel, rules)],
            rules.Version);
    }

    private static IEnumerable<Evidence> Weigh(
        int codes, long? shipped, int consumerCodes, bool beyondTravel, DiversionRules rules)
    {
        yield return new Evidence(
            Name,
            codes >= rules.MinScans ? Bearing.For : Bearing.Against,
            $"{codes} distinct codes were read outside the territory; at least {rules.MinScans} are needed.");
        yield return shipped is { } items
            ? new Evidence(
                Name,
                codes >= rules.MinShare * items ? Bearing.For : Bearing.Against,
                $"{codes} of {items} shipped items; at least {rules.MinShare * items:0.##} "
                + $"({rules.MinShare * 100m:0.####} %) are needed.")
            : new Evidence(
                Name, Bearing.Against, "The shipped quantity is not known, so the share cannot be judged.");
        if (consumerCodes > 0)
        {
            yield return beyondTravel
                ? new Evidence(
                    Name,
                    Bearing.For,
                    $"{consumerCodes} different codes were read by consumers in this city; travel explains fewer than "
                    + $"{rules.ConsumerCodesBeyondTravel}.")
                : new Evidence(
                    Name,
                    Bearing.Against,
                    $"{consumerCodes} codes read by consumers are explained by travel and do not count.");
        }
    }

    private static bool IsTravel(ScanVerdict verdict) =>
        verdict.Verdict == Verdict.Explained && verdict.DecidedBy == ConsumerTravel.SignalName;

    private static Severity SeverityOf(int codes, int spots, SeveritySteps steps) =>
        codes >= steps.Grave.Codes || spots >= steps.Grave.Spots ? Severity.Grave
        : codes >= steps.Serious.Codes || spots >= steps.Serious.Spots ? Severity.Serious
        : Severity.Minor;

    private static int DistinctCodes(IEnumerable<ScanVerdict> events) =>
        events.Select(e => TraceCode.Normalise(e.Scan.Code)).Distinct(StringComparer.Ordinal).Count();

    private static DateOnly BusinessDate(DateTimeOffset instant, DiversionRules rules) =>
        DateOnly.FromDateTime(instant.UtcDateTime.AddMinutes(rules.BusinessUtcOffsetMinutes));
}
