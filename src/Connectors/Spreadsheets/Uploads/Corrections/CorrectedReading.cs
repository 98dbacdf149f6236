using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;

/// <summary>
/// The result of reading a file with its corrections (更正后的读取结果). Where documents are taken one by one, only those
/// that were sent back count: the others may have been replaced by a newer file since.
/// </summary>
internal static class CorrectedReading
{
    public static UploadReading Of(
        UploadReading reading, CorrectionOutcome outcome, IReadOnlyList<UploadProblem> problems)
    {
        // Nothing of the file is known: what is said of its absence is said of each row.
        var all = outcome.IsAlone && reading.Tables.Count == 0 && problems.Count > 0
            ? problems
            : [.. problems, .. reading.Problems];
        var isWhole = reading.Definition?.Acceptance != Acceptance.ByDocument;
        List<MappedDocument> documents = isWhole && problems.Count > 0 ? [] : [.. reading.Documents];
        if (!isWhole)
        {
            // What is disputed between two places of one file is taken from neither.
            var disputed = DocumentOf(reading, problems.Where(p => p.Finding.Code == CorrectionFindings.Disputed)
                .Select(p => (p.Sheet!, p.Row!.Value)));
            var sent = DocumentOf(reading, outcome.Sent.Where(r => r.Key is not null)
                .Select(r => (r.Key!.Sheet, r.Key.Row)));
            documents.RemoveAll(d => disputed(d) || (outcome.IsAlone && !sent(d)));
        }

        return reading with
        {
            Corrected = outcome,
            Problems = all,
            Documents = documents,
            Verdict = documents.Count == 0 ? UploadVerdict.Refused
                : all.Any(p => p.Severity == CheckSeverity.Error)
                    ? UploadVerdict.AcceptedWithRejects : UploadVerdict.Accepted,
            Tally = Count(reading, outcome, documents, all),
        };
    }

    /// <summary>Whether a document holds one of these rows.</summary>
    private static Func<MappedDocument, bool> DocumentOf(
        UploadReading reading, IEnumerable<(string Sheet, int Row)> rows)
    {
        var places = rows.ToHashSet();
        if (places.Count == 0)
        {
            return _ => false;
        }

        if (reading.Definition?.GroupBy is not { } group)
        {
            return document => places.Contains((document.Place.Sheet!, (int)document.Place.Row!.Value));
        }

        // A row that was given another number belongs to the document of that number now.
        var numbers = new HashSet<string>();
        foreach (var table in reading.Tables)
        {
            var own = places.Where(p => p.Sheet == table.Sheet.Name).Select(p => p.Row).ToHashSet();
            numbers.UnionWith(OverlaidSheet.Pick(table.Sheet, own).Values
                .SelectMany(row => table.Of(group).Select(column => row.At(column.Column)))
                .Where(cell => cell is not null)
                .Select(cell => CellText.Fold(cell!.Text)));
        }

        var index = Datasets.Find(reading.Definition.Dataset)!.IndexOf(group);
        return document => document.Values[index] is string number && numbers.Contains(number);
    }

    private static Tally Count(
        UploadReading reading, CorrectionOutcome outcome, List<MappedDocument> documents,
        IReadOnlyList<UploadProblem> problems)
    {
        var tally = reading.Tally;
        if (outcome.IsAlone && reading.Definition?.Acceptance == Acceptance.ByDocument)
        {
            var bad = problems.Where(p => p.Row is not null && p.Severity == CheckSeverity.Error)
                .Select(p => (p.Sheet, p.Row)).ToHashSet();
            var good = outcome.Sent.Count(r => r.Key is { } key
                && !bad.Contains((key.Sheet, key.Row)) && !bad.Contains((r.Sheet, r.At)));
            return tally with
            {
                Records = outcome.Sent.Count,
                Lines = outcome.Sent.Count,
                AcceptedLines = documents.Count == 0 ? 0 : good,
                RejectedLines = outcome.Sent.Count - (documents.Count == 0 ? 0 : good),
                Documents = tally.Documents - (reading.Documents.Count - documents.Count),
                AcceptedDocuments = documents.Count,
            };
        }

        if (documents.Count == reading.Documents.Count)
        {
            return tally;
        }

        long lines = documents.Sum(d => Math.Max(1, d.Lines.Count));
        return tally with
        {
            AcceptedDocuments = documents.Count, AcceptedLines = lines, RejectedLines = tally.Lines - lines,
        };
    }
}
