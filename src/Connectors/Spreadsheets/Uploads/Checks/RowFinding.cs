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
    /// <summary>
    /// A warning marks; an error takes its document out, and of a file that is taken whole all. More problems than the
    /// definition allows refuse the file.
    /// </summary>
    /// <param name="reading">What the file came to before.</param>
    /// <param name="findings">Of its documents.</param>
    /// <param name="unlisted">How many more errors there are, beyond what the definition allows.</param>
    /// <param name="first">Lowest key of what is left, where the reading does not hold its documents.</param>
    /// <param name="last">Highest key of it.</param>
    public static UploadReading With(
        this UploadReading reading, IReadOnlyList<RowFinding> findings, long unlisted = 0, string? first = null,
        string? last = null)
    {
        if (findings.Count == 0)
        {
            return reading;
        }

        var limit = reading.Definition!.RejectLimit;
        var refused = findings.Where(f => f.Severity == CheckSeverity.Error)
            .DistinctBy(f => f.Document.Key, StringComparer.Ordinal)
            .ToDictionary(f => f.Document.Key, f => f.Document, StringComparer.Ordinal);
        var problems = new ProblemList(limit);
        problems.Add(reading.Errors.Concat(findings.Where(f => f.Severity == CheckSeverity.Error)
            .Select(f => ProblemOf(reading, f))));
        problems.AddUnlisted(unlisted);
        var warnings = reading.Problems.Where(p => p.Severity == CheckSeverity.Warning)
            .Concat(findings.Where(f => f.Severity == CheckSeverity.Warning).Select(f => ProblemOf(reading, f)));
        var left = reading.Tally.AcceptedDocuments - refused.Count;
        var whole = problems.IsOverLimit
            || (refused.Count > 0 && reading.Definition.Acceptance == Acceptance.WholeFile);
        List<MappedDocument> documents =
            whole ? [] : [.. reading.Documents.Where(d => !refused.ContainsKey(d.Key))];
        return reading with
        {
            Documents = documents,
            Problems = ProblemList.InOrder(problems.All.Concat(warnings.Take(limit))),
            Verdict = whole || left == 0 ? UploadVerdict.Refused
                : refused.Count > 0 ? UploadVerdict.AcceptedWithRejects : reading.Verdict,
            Tally = whole ? reading.Tally with
                {
                    AcceptedDocuments = 0, AcceptedLines = 0, RejectedLines = reading.Tally.Lines, FirstKey = null,
                    LastKey = null,
                }
                : refused.Count == 0 ? reading.Tally
                : Count(reading, refused.Values, documents) is var tally && reading.Documents.Count > 0 ? tally
                : tally with { FirstKey = first, LastKey = last },
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
            // Of a document of one row the key is the hub's own; the dealer knows it by its place.
            Value = finding.Value, Key = reading.Definition!.GroupBy is null ? null : finding.Document.Key,
            Severity = finding.Severity,
        };
    }

    private static Tally Count(
        UploadReading reading, IReadOnlyCollection<MappedDocument> refused, List<MappedDocument> documents)
    {
        var lines = reading.Tally.AcceptedLines - refused.Sum(d => long.Max(d.Lines.Count, 1));
        return reading.Tally with
        {
            AcceptedDocuments = reading.Tally.AcceptedDocuments - refused.Count,
            AcceptedLines = lines,
            RejectedLines = reading.Tally.Lines - lines,
            FirstKey = documents.Select(d => d.Key).Min(StringComparer.Ordinal),
            LastKey = documents.Select(d => d.Key).Max(StringComparer.Ordinal),
        };
    }
}
