using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Results;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Cases;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.EvidencePacks;

/// <summary>Puts evidence into the words and the time of people (证据报告).</summary>
internal static class EvidenceReporting
{
    /// <param name="evidence">As it was read.</param>
    /// <param name="local">From UTC to business time.</param>
    public static EvidenceReport Of(CaseEvidence evidence, Func<DateTime, DateTime> local)
    {
        var found = evidence.Case;
        var said = found.Weighed;
        return new EvidenceReport(
            found.Number,
            FindingWords.Standing(found.Standing),
            Named(found.DealerCode, found.DealerName),
            Named(found.ProductCode, found.ProductName),
            evidence.Destination,
            found.Window,
            found.Codes,
            found.Shipped,
            found.Share,
            found.Spots,
            found.Confidence,
            FindingWords.Severity(found.Severity),
            local(found.FirstScan),
            local(found.LastScan),
            Words(said.For),
            Words(said.Against),
            Words(said.Facts),
            Origin(evidence),
            Scans(evidence, local),
            [.. evidence.Paths.GroupBy(p => p.Code).SelectMany(same => Path(evidence, same.Last(), local))],
            [.. evidence.Territories.Select(t => Area(evidence, t))],
            [
                .. evidence.Steps.Where(s => s.Told)
                    .Select(s => new EvidenceAction(
                        local(s.At), CaseWords.Entry(s.What), s.By, new(s.ReasonChinese ?? s.Reason, s.Reason))),
            ]);
    }

    private static List<EvidenceScan> Scans(CaseEvidence evidence, Func<DateTime, DateTime> local)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var spots = new HashSet<(string, string?)>();
        var scans = new List<EvidenceScan>(evidence.Verdicts.Count);
        foreach (var verdict in evidence.Verdicts)
        {
            var said = verdict.Weighed;
            scans.Add(new EvidenceScan(
                verdict.EventId,
                verdict.Code,
                local(verdict.ScannedAt),
                evidence.AreaName(verdict.AreaCode),
                verdict.Place ?? "",
                FindingWords.Actor(verdict.Actor),
                FindingWords.Verdict(verdict.Verdict),
                FindingWords.Signal(verdict.DecidedBy),
                verdict.Confidence,
                verdict.Counts,
                verdict.Counts && codes.Add(verdict.Code),
                verdict.Counts && spots.Add((verdict.AreaCode, verdict.Place)),
                Words(said.For),
                Words(said.Against),
                Words(said.Facts)));
        }

        return scans;
    }

    private static IEnumerable<EvidencePathStep> Path(
        CaseEvidence evidence, CodePath path, Func<DateTime, DateTime> local) =>
        path.Steps.Select(s => new EvidencePathStep(
            path.Code,
            local(s.At),
            EvidenceWords.Step(s.Step),
            s.Code,
            s.Unit,
            Dealer(evidence, s.FromDealer, s.Step),
            Dealer(evidence, s.ToDealer, s.Step),
            s.Document,
            s.EventId));

    // Goods move between principal and dealers; packing and printing move nothing.
    private static string Dealer(CaseEvidence evidence, string? dealer, string step) => dealer switch
    {
        null when step is "ship" or "receive" or "return" or "transfer" => "厂家 principal",
        null => "",
        _ when dealer == evidence.Case.DealerCode => Named(dealer, evidence.Case.DealerName),
        _ => dealer,
    };

    private static EvidenceArea Area(CaseEvidence evidence, EvidenceTerritory territory) => new(
        territory.Contract,
        EvidenceWords.Territory(territory.Kind),
        string.Join('\n', territory.Areas
            .Split([',', ';', ' ', '，', '；'], StringSplitOptions.RemoveEmptyEntries)
            .Select(evidence.AreaName)),
        territory.ProductCode,
        territory.ValidFrom is { } from ? DateOnly.FromDateTime(from) : null,
        territory.ValidTo is { } to ? DateOnly.FromDateTime(to) : null,
        territory.Version);

    private static (Bilingual Name, string Value)[] Origin(CaseEvidence evidence) =>
    [
        (new("比对运行", "Run"), $"{evidence.Run.Id}"),
        (new("数据版本", "Last version seen"), $"{evidence.Run.Watermark}"),
        (new("规则版本", "Rules version"), $"{evidence.Case.RulesVersion}"),
        (new("规则文件", "Rules SHA-256"), evidence.Run.RulesHash),
        (new("程序版本", "Hub version"), evidence.Run.CodeVersion),
    ];

    private static IReadOnlyList<Bilingual> Words(IReadOnlyList<Told> told) => [.. told.Select(Bilingual.Of)];

    private static string Named(string code, string? name) => name is null ? code : $"{code} {name}";
}
