namespace DealerIntegration.Domain.Diversion;

/// <summary>The verdict on one scan (扫码判定) with everything that was weighed for it.</summary>
/// <param name="Custody">Who answered for the goods when they were scanned.</param>
/// <param name="DecidedBy">Name of the signal that decided.</param>
/// <param name="Confidence">
/// How sure the verdict is, in whole percent; the arithmetic stands in the evidence. 0 where nothing is decided.
/// </param>
/// <param name="Contract">
/// The territory contracts that applied, with their versions; null for a clean scan and without a dealer.
/// </param>
/// <param name="RulesVersion">Version of <c>diversion.json</c> that was in force.</param>
public sealed record ScanVerdict(
    Scan Scan,
    Custody.Custody Custody,
    Verdict Verdict,
    string DecidedBy,
    int Confidence,
    string? Contract,
    IReadOnlyList<Evidence> Evidence,
    int RulesVersion)
{
    /// <summary>Read where the dealer that answers for the goods may sell them, whatever the verdict is.</summary>
    public bool AtHome { get; init; }
}
