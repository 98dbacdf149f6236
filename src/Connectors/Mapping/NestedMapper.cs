using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>
/// Maps sources in which a record is a whole document with its lines inside, or a record without lines.
/// </summary>
internal sealed class NestedMapper(CompiledMapping mapping, PageBuilder page)
{
    private readonly bool _hasLines = mapping.Mapping.Lines is not null;
    private readonly List<Problem> _ofLine = [];

    public void Map(IEnumerable<SourceRecord> records)
    {
        foreach (var record in records)
        {
            page.CountRecord();
            if (record.Defect is { } defect)
            {
                page.Refuse(null, lines: 1);
                page.Reject(null, record.Place, RowReader.Malformed(defect));
                continue;
            }

            MapRecord(record);
        }
    }

    private void MapRecord(SourceRecord record)
    {
        var problems = new List<Problem>();
        var row = new Row(record, record, 1);
        var header = RowReader.Read(mapping.Header, row, problems);
        if (!_hasLines)
        {
            page.AddControls(row, header, null, problems);
        }

        var lines = _hasLines ? MapLines(record, header) : [];
        if (_hasLines && lines.Count == 0 && !mapping.Spec.MayLackLines)
        {
            problems.Add(new Problem(
                "no-lines",
                mapping.Mapping.Lines!.Path,
                null,
                "The document has no lines.",
                "Check the path of the lines in the mapping file, or the document at the source."));
        }

        var key = DocumentKey.Of(mapping.Spec, header);
        var count = Math.Max(1, lines.Count);
        if (problems.Count == 0 && key is not null && lines.TrueForAll(l => l.Problems.Length == 0))
        {
            page.Accept(
                new MappedDocument(key, header, lines.ConvertAll(l => l.Values).ToArray(), record.Place), count);
            return;
        }

        page.Refuse(key, count);
        Reject(key, record, problems, lines);
    }

    private List<Line> MapLines(SourceRecord record, object?[] header)
    {
        var lines = new List<Line>();
        foreach (var child in record.Children(mapping.Mapping.Lines!.Path!))
        {
            var row = new Row(child, record, lines.Count + 1);
            var values = RowReader.Read(mapping.Lines, row, _ofLine);
            page.AddControls(row, header, values, _ofLine);
            lines.Add(new Line(child, values, [.. _ofLine]));
            _ofLine.Clear();
        }

        return lines;
    }

    private void Reject(string? key, SourceRecord record, List<Problem> problems, List<Line> lines)
    {
        foreach (var problem in problems)
        {
            page.Reject(key, record.Place, problem);
        }

        var (place, first) = problems.Count > 0
            ? (record.Place, problems[0])
            : lines.Where(l => l.Problems.Length > 0).Select(l => (l.Record.Place, l.Problems[0])).First();
        var incomplete = RowReader.Incomplete($"{place}, {first.Column ?? "row"}: {first.Code}");
        foreach (var line in lines)
        {
            if (line.Problems.Length == 0)
            {
                page.Reject(key, line.Record.Place, incomplete);
            }

            foreach (var problem in line.Problems)
            {
                page.Reject(key, line.Record.Place, problem);
            }
        }
    }

    private readonly record struct Line(SourceRecord Record, object?[] Values, Problem[] Problems);
}
