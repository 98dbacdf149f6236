namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>The evidence for a diversion case as people read it (窜货证据报告). Instants are business time.</summary>
/// <param name="Codes">Distinct codes that the run counted.</param>
/// <param name="Shipped">Items shipped; null when not known.</param>
/// <param name="Confidence">How sure the case is, in whole percent.</param>
/// <param name="Facts">What is neither for nor against.</param>
/// <param name="Origin">Run, rules and versions it rests on: name and value.</param>
public sealed record EvidenceReport(
    string Number,
    Bilingual Standing,
    string Dealer,
    string Product,
    string Destination,
    string Window,
    int Codes,
    long? Shipped,
    decimal? Share,
    int Spots,
    int Confidence,
    Bilingual Severity,
    DateTime FirstScan,
    DateTime LastScan,
    IReadOnlyList<Bilingual> For,
    IReadOnlyList<Bilingual> Against,
    IReadOnlyList<Bilingual> Facts,
    IReadOnlyList<(Bilingual Name, string Value)> Origin,
    IReadOnlyList<EvidenceScan> Scans,
    IReadOnlyList<EvidencePathStep> Path,
    IReadOnlyList<EvidenceArea> Areas,
    IReadOnlyList<EvidenceAction> Actions);

/// <summary>A scan with its verdict (扫码与判定).</summary>
/// <param name="Counts">The case rests on it; the others speak for the dealer.</param>
/// <param name="FirstOfCode">The first that counts of its code: a code counts once.</param>
/// <param name="FirstOfSpot">The first that counts at its place.</param>
public sealed record EvidenceScan(
    string EventId,
    string Code,
    DateTime At,
    string Area,
    string Place,
    Bilingual Actor,
    Bilingual Verdict,
    Bilingual DecidedBy,
    int Confidence,
    bool Counts,
    bool FirstOfCode,
    bool FirstOfSpot,
    IReadOnlyList<Bilingual> For,
    IReadOnlyList<Bilingual> Against,
    IReadOnlyList<Bilingual> Facts);

/// <summary>A step on the way of a code up to a scan (路径).</summary>
/// <param name="Scanned">The code that was scanned; <paramref name="Moved"/> is it or the unit it lay in.</param>
public sealed record EvidencePathStep(
    string Scanned, DateTime At, Bilingual Step, string Moved, string? Unit, string From, string To, string? Document,
    string EventId);

/// <summary>What the dealer was allowed (授权区域).</summary>
public sealed record EvidenceArea(
    string Contract, Bilingual Kind, string Areas, string? Product, DateOnly? From, DateOnly? To, long Version);

/// <summary>What a person did about the case (处理记录).</summary>
/// <param name="Reason">In the person's own words, or the arithmetic of what was moved.</param>
public sealed record EvidenceAction(DateTime At, Bilingual What, string By, Bilingual Reason);
