using DealerIntegration.Domain.Diversion.Gathering;
using DealerIntegration.Domain.Diversion.Signals;

namespace DealerIntegration.Domain.Diversion;

/// <summary>
/// Finds diverted goods (窜货比对): judges the scans of each code, then gathers what speaks against a dealer into cases.
/// Pure and deterministic.
/// </summary>
public static class DiversionMatcher
{
    /// <summary>Judges one scan of a code of which no other scan is known.</summary>
    /// <param name="custody">Custody of the code at the time of the scan.</param>
    public static ScanVerdict Judge(
        Scan scan, Custody.Custody custody, TerritoryMap territories, DiversionRules rules) =>
        ScanJudgement.Of(ScanFacts.Of(scan, custody, CodeScans.Of([scan], rules), territories, rules));

    /// <summary>
    /// Judges all scans of one code together, a verdict for each event: some signals only show between scans. All
    /// signals are heard and kept as evidence; the first in the list that can decide decides.
    /// </summary>
    /// <remarks>Order and repetition of scans are irrelevant; verdicts come oldest first.</remarks>
    /// <param name="scansOfOneCode">Scans of one code in its normal form, at least one.</param>
    /// <param name="custody">Custody of the code at the time of a scan.</param>
    public static IReadOnlyList<ScanVerdict> JudgeCode(
        IReadOnlyList<Scan> scansOfOneCode,
        Func<Scan, Custody.Custody> custody,
        TerritoryMap territories,
        DiversionRules rules)
    {
        var code = CodeScans.Of(scansOfOneCode, rules);
        var verdicts = new ScanVerdict[code.All.Count];
        for (var i = 0; i < verdicts.Length; i++)
        {
            var scan = code.All[i];
            verdicts[i] = ScanJudgement.Of(ScanFacts.Of(scan, custody(scan), code, territories, rules));
        }

        return verdicts;
    }

    /// <summary>
    /// Gathers verdicts into cases by dealer, product, destination city and window. A group below any minimum is
    /// returned as an observation: it accuses nobody.
    /// </summary>
    /// <remarks>
    /// Order and repetition of verdicts are irrelevant: an event counts once, and so does a code within a case. Scans
    /// outside the window are ignored. Without a known shipped quantity there is no share, hence no case.
    /// </remarks>
    public static IReadOnlyList<DiversionCase> Gather(
        IEnumerable<ScanVerdict> verdicts, MarketKnowledge known, DiversionRules rules, CaseWindow window) =>
        CaseGathering.Gather(verdicts, known, rules, window);
}
