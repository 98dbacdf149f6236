namespace DealerIntegration.Domain.Diversion;

/// <summary>The verdict on one scan (扫码判定) with everything that was weighed for it.</summary>
/// <param name="Binding">Whose goods they are; null for a ghost.</param>
/// <param name="DecidedBy">Name of the signal that decided.</param>
/// <param name="RulesVersion">Version of <c>diversion.json</c> that was in force.</param>
public sealed record ScanVerdict(
    Scan Scan,
    CodeBinding? Binding,
    Verdict Verdict,
    string DecidedBy,
    IReadOnlyList<Evidence> Evidence,
    int RulesVersion);
