using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Checks;

/// <summary>Something about a document that was read well and looks wrong (合理性问题).</summary>
/// <param name="Field">The field whose cell is marked.</param>
/// <param name="Value">What stands there, for people.</param>
public sealed record RowFinding(
    MappedDocument Document, string Field, string? Value, Finding Finding, CheckSeverity Severity);

/// <summary>Puts findings of later checks onto a reading (追加校验结果).</summary>
public static class CheckedReading
{
    /// <summary>A warning marks; an error takes its document out, and of a file that is taken whole all.</summary>
    public static UploadReading With(this UploadReading reading, IReadOnlyList<RowFinding> findings)
    {
        if (findings.Count == 0)
        {
            return reading;
        }

        var refused = findings.Where(f => f.Severity == CheckSeverity.Error).Select(f => f.Document).ToHashSet(
            ReferenceEqualityComparer.Instance);
        var whole = refused.Count > 0 && reading.Definition!.Acceptance == Acceptance.WholeFile;
        List<MappedDocument> documents = whole ? [] : [.. reading.Documents.Where(d => !refused.Contains(d))];
        return reading with
        {
            Documents = documents,
            Problems = [.. reading.Problems.Concat(findings.Select(f => ProblemOf(reading, f)))
                .OrderBy(p => p.Sheet is null ? 0 : 1).ThenBy(p => p.Row ?? 0).ThenBy(p => p.Column ?? 0)],
            Verdict = documents.Count == 0 ? UploadVerdict.Refused
                : refused.Count > 0 ? UploadVerdict.AcceptedWithRejects : reading.Verdict,
            Tally = refused.Count == 0 ? reading.Tally : Count(reading, documents),
        };
    }

    private static UploadProblem ProblemOf(UploadReading reading, RowFinding finding)
    {
        var place = finding.Document.Place;
        var column = reading.Tables.FirstOrDefault(t => t.Sheet.Name == place.Sheet)?.Of(finding.Field)
            .FirstOrDefault();
        return new UploadProblem(finding.Finding)
        {
            Sheet = place.Sheet, Row = (int?)place.Row, Column = column?.Column, Heading = column?.Heading,
            Value = finding.Value, Key = finding.Document.Key, Severity = finding.Severity,
        };
    }

    private static Tally Count(UploadReading reading, List<MappedDocument> documents)
    {
        var lines = documents.Sum(d => long.Max(d.Lines.Count, 1));
        return reading.Tally with
        {
            AcceptedDocuments = documents.Count,
            AcceptedLines = lines,
            RejectedLines = reading.Tally.Lines - lines,
            FirstKey = documents.Select(d => d.Key).Min(StringComparer.Ordinal),
            LastKey = documents.Select(d => d.Key).Max(StringComparer.Ordinal),
        };
    }
}
