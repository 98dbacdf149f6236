using System.Text;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Spreadsheets.Results;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.EvidencePacks.Packing;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.EvidencePacks;

/// <summary>The entries of a pack, in their fixed order. The same evidence gives the same bytes.</summary>
internal static class PackContent
{
    public static IReadOnlyList<PackEntry> Of(CaseEvidence evidence, Func<DateTime, DateTime> local)
    {
        var report = EvidenceReporting.Of(evidence, local);
        return
        [
            Text("readme.txt", PackReadme.Text),
            new("case.json", PackJson.Write(Case(evidence))),
            Text("rules.json", evidence.Rules),
            Text("areas.csv", evidence.AreaFile),
            Lines("events.jsonl", evidence.Trace.Events.Select(e => e.Row)),
            Lines("shipments.jsonl", evidence.Trace.Shipped.Select(c => c.Row)),
            Lines("scans.jsonl", evidence.Scans),
            Lines("paths.jsonl", evidence.Paths.Select(PackJson.Line)),
            Lines("territories.jsonl", evidence.Territories.Select(t => t.Row)),
            Lines("verdicts.jsonl", evidence.Verdicts.Select(Verdict)),
            Lines("steps.jsonl", evidence.Steps.Select(s => s.Row)),
            Text("report.html", EvidenceHtml.Of(report).ToString()),
            new("report.xlsx", SteadyWorkbook.Of(EvidenceWorkbook.Write(report))),
        ];
    }

    private static JsonObject Case(CaseEvidence evidence)
    {
        var found = evidence.Case;
        var said = found.Weighed;
        return new JsonObject
        {
            ["number"] = found.Number,
            ["standing"] = found.Standing,
            ["dealer"] = new JsonObject { ["code"] = found.DealerCode, ["name"] = found.DealerName },
            ["product"] = new JsonObject { ["code"] = found.ProductCode, ["name"] = found.ProductName },
            ["destination"] = found.AreaCode,
            ["window"] = found.Window,
            ["codes"] = found.Codes,
            ["shippedItems"] = found.Shipped,
            ["share"] = found.Share,
            ["spots"] = found.Spots,
            ["units"] = found.Units,
            ["sources"] = found.Sources,
            ["value"] = found.Value,
            ["severity"] = found.Severity,
            ["confidencePercent"] = found.Confidence,
            ["firstScan"] = Instant(found.FirstScan),
            ["lastScan"] = Instant(found.LastScan),
            ["for"] = Words(said.For),
            ["against"] = Words(said.Against),
            ["facts"] = Words(said.Facts),
            ["events"] = new JsonArray([.. found.EventIds.Select(id => JsonValue.Create(id))]),
            ["run"] = new JsonObject
            {
                ["number"] = evidence.Run.Id,
                ["status"] = evidence.Run.Status,
                ["ended"] = Instant(evidence.Run.EndedAt),
                ["lastVersionSeen"] = evidence.Run.Watermark,
                ["rulesVersion"] = found.RulesVersion,
                ["rulesSha256"] = evidence.Run.RulesHash,
                ["hubVersion"] = evidence.Run.CodeVersion,
            },
        };
    }

    // The row, with what speaks for and against taken apart.
    private static string Verdict(EvidenceVerdict verdict)
    {
        var row = JsonNode.Parse(verdict.Row)!.AsObject();
        var said = verdict.Weighed;
        row.Remove("evidence");
        row.Remove("evidence_zh");
        row["for"] = Words(said.For);
        row["against"] = Words(said.Against);
        row["facts"] = Words(said.Facts);
        return PackJson.Line(row);
    }

    private static JsonArray Words(IEnumerable<Told> words) =>
        [.. words.Select(w => new JsonObject { ["zh"] = w.Chinese, ["en"] = w.English })];

    private static string Instant(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'");

    private static PackEntry Text(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    private static PackEntry Lines(string name, IEnumerable<string> lines) =>
        Text(name, string.Concat(lines.Select(line => line + "\n")));
}
