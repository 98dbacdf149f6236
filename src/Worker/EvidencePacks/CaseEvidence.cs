using DealerIntegration.Domain.Diversion.Territory;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.EvidencePacks;

/// <summary>The evidence for one case (证据), read in one transaction as the run that found it saw it.</summary>
/// <param name="Rules">The rules file word for word.</param>
/// <param name="AreaFile">The list of areas word for word.</param>
/// <param name="Scans">Rows as JSON.</param>
internal sealed record CaseEvidence(
    EvidenceRun Run,
    FoundCase Case,
    string Rules,
    string AreaFile,
    IReadOnlyList<EvidenceVerdict> Verdicts,
    IReadOnlyList<string> Scans,
    CodeTrace Trace,
    IReadOnlyList<CodePath> Paths,
    IReadOnlyList<EvidenceTerritory> Territories,
    IReadOnlyList<EvidenceStep> Steps,
    AreaList Areas)
{
    /// <summary>Names an area for people; the code alone when it is not listed.</summary>
    public string AreaName(string code) =>
        Areas.FullName(Areas.Nearest(code) ?? code) is { } name ? $"{code} {name}" : code;

    /// <summary>The city the goods were found in.</summary>
    public string Destination => AreaName(Case.AreaCode);
}
