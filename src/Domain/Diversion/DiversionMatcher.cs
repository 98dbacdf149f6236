using DealerIntegration.Domain.Diversion.Signals;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion;

/// <summary>
/// Finds diverted goods (窜货比对): judges each scan alone, then gathers what speaks against a dealer into cases. Pure and
/// deterministic.
/// </summary>
public static class DiversionMatcher
{
    private const int Certain = 100;

    /// <summary>
    /// Judges one scan. All signals are heard and kept as evidence; the first in the list that can decide decides.
    /// </summary>
    /// <param name="custody">Custody of the code at the time of the scan.</param>
    public static ScanVerdict Judge(
        Scan scan, Custody.Custody custody, TerritoryMap territories, DiversionRules rules)
    {
        var facts = ScanFacts.Of(scan, custody, territories, rules);
        var evidence = new List<Evidence>(1);
        Verdict? verdict = null;
        var decidedBy = "";
        foreach (var signal in SignalList.All)
        {
            if (signal.Look(facts) is not { } finding)
            {
                continue;
            }

            evidence.Add(new Evidence(signal.Name, finding.Bearing, finding.Text));
            if (verdict is null && finding.Verdict is not null)
            {
                verdict = finding.Verdict;
                decidedBy = signal.Name;
            }
        }

        // Positions are inside, outside or unclear, and a signal decides each: none left over unless one was removed.
        return verdict is { } decided
            ? new ScanVerdict(scan, custody, decided, decidedBy, Certain, evidence, rules.Version)
            : throw new InvalidOperationException($"No signal decided scan {scan.EventId}; the list has a gap.");
    }

    /// <summary>
    /// Judges all scans of one code together, in the order given: some signals only show between scans.
    /// </summary>
    /// <param name="scansOfOneCode">Scans of one code in its normal form; the same event twice is judged twice.</param>
    /// <param name="custody">Custody of the code at the time of a scan.</param>
    public static IReadOnlyList<ScanVerdict> JudgeCode(
        IReadOnlyList<Scan> scansOfOneCode,
        Func<Scan, Custody.Custody> custody,
        TerritoryMap territories,
        DiversionRules rules) => [.. scansOfOneCode.Select(scan => Judge(scan, custody(scan), territories, rules))];

    /// <summary>
    /// Gathers verdicts into cases by dealer, product, destination city and month. A group below the minimum number of
    /// codes or share of the shipment is returned as an observation: it accuses nobody.
    /// </summary>
    /// <remarks>
    /// Order and repetition of verdicts are irrelevant: an event counts once, and so does a code within a case. Scans
    /// outside the period are ignored. Without a known shipped quantity there is no share, hence no case.
    /// </remarks>
    /// <param name="shippedItems">Items shipped, by dealer and product: what the share is taken of.</param>
    public static IReadOnlyList<DiversionCase> Gather(
        IEnumerable<ScanVerdict> verdicts,
        IReadOnlyDictionary<(string Dealer, string Product), long> shippedItems,
        DiversionRules rules,
        Period period) => CaseGathering.Gather(verdicts, shippedItems, rules, period);
}
