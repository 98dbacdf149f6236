using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>One document of a flat file: its rows in file order, the header stated on each of them.</summary>
internal sealed class FlatDocument(CompiledMapping mapping, PageBuilder page, string group, List<SourceRecord> rows)
{
    private static readonly IEqualityComparer<SourceRecord> SameContent = EqualityComparer<SourceRecord>.Create(
        (a, b) => a!.SameContent(b!), r => r.ContentHash());

    private readonly List<Problem>?[] _problems = new List<Problem>?[rows.Count];
    private readonly List<Problem> _scratch = [];

    public void Map()
    {
        var first = new Row(rows[0], rows[0], 1);
        var header = RowReader.Read(mapping.Header, first, _scratch);
        var headerProblems = _scratch.Count == 0 ? [] : _scratch.ToArray();
        KeepProblems(0);

        var lines = new List<object?[]>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            if (i > 0)
            {
                CompareHeader(i, header, headerProblems);
            }

            page.AddControls(new Row(rows[i], rows[0], i + 1), header, MapLine(rows[i], lines), _scratch);
            KeepProblems(i);
        }

        page.CountRepeats(rows.Count - Distinct());
        Sum(header, lines);
        Settle(header, lines);
    }

    // Null for a row that states the header only; lines are numbered without it.
    private object?[]? MapLine(SourceRecord record, List<object?[]> lines)
    {
        var row = new Row(record, rows[0], lines.Count + 1);
        if (mapping.LineWhen is { } when && when.Holds(row, out var problem) is not true)
        {
            if (problem is not null)
            {
                _scratch.Add(problem);
            }

            return null;
        }

        var line = RowReader.Read(mapping.Lines, row, _scratch);
        lines.Add(line);
        return line;
    }

    private long Distinct() => rows.Count == 1 ? 1 : new HashSet<SourceRecord>(rows, SameContent).Count;

    private void CompareHeader(int index, object?[] header, Problem[] headerProblems)
    {
        if (SameHeaderText(rows[index], rows[0]))
        {
            _scratch.AddRange(headerProblems);
            return;
        }

        var own = RowReader.Read(mapping.Header, new Row(rows[index], rows[index], index + 1), _scratch);
        if (_scratch.Count > 0)
        {
            return;
        }

        for (var f = 0; f < own.Length; f++)
        {
            if (mapping.Header[f] is { } reader && !Equals(own[f], header[f]))
            {
                _scratch.Add(new Problem(
                    "header-disagrees",
                    reader.Column,
                    own[f]?.ToString(),
                    $"'{reader.Spec.Name}' is '{own[f]}' here but '{header[f]}' on the first row of document {group}.",
                    "Have the source state one value for the whole document."));
            }
        }
    }

    private bool SameHeaderText(SourceRecord a, SourceRecord b)
    {
        foreach (var path in mapping.HeaderPaths)
        {
            if (a.TryGet(path, out var left) != b.TryGet(path, out var right) || left != right)
            {
                return false;
            }
        }

        return true;
    }

    private void KeepProblems(int index)
    {
        if (_scratch.Count > 0)
        {
            (_problems[index] ??= []).AddRange(_scratch);
            _scratch.Clear();
        }
    }

    // The file states no totals, so the document's are the sums of its lines; null where no line has the amount.
    private void Sum(object?[] header, List<object?[]> lines)
    {
        foreach (var (h, l) in mapping.Summed)
        {
            decimal? sum = null;
            foreach (var line in lines)
            {
                sum = line[l] is decimal amount ? (sum ?? 0) + amount : sum;
            }

            header[h] = sum;
        }
    }

    private void Settle(object?[] header, List<object?[]> lines)
    {
        var key = DocumentKey.Of(mapping.Spec, header);
        var culprit = Array.FindIndex(_problems, p => p is not null);
        if (culprit < 0 && key is not null)
        {
            page.Accept(new MappedDocument(key, header, lines, rows[0].Place), rows.Count);
            return;
        }

        key ??= group;
        page.Refuse(key, rows.Count);
        var cause = _problems[culprit]![0];
        var incomplete = RowReader.Incomplete($"{rows[culprit].Place}, {cause.Column ?? "row"}: {cause.Code}");
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var problem in _problems[i] ?? [incomplete])
            {
                page.Reject(key, rows[i].Place, problem);
            }
        }
    }
}
