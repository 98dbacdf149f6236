using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>Collects what mapping a page yields: whole documents, rejected rows and the tally.</summary>
internal sealed class PageBuilder(CompiledMapping mapping)
{
    private readonly List<MappedDocument> _documents = [];
    private readonly List<RejectedRow> _rejected = [];
    private readonly decimal[] _controls = new decimal[mapping.Controls.Length];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private long _records;
    private long _keyless;
    private long _lines;
    private long _acceptedLines;
    private long _repeats;
    private string? _firstKey;
    private string? _lastKey;

    public void CountRecord() => _records++;

    public void CountRepeats(long repeats) => _repeats += repeats;

    public void AddControls(in Row row, object?[] header, object?[]? line, List<Problem> problems)
    {
        for (var i = 0; i < _controls.Length; i++)
        {
            _controls[i] += mapping.Controls[i].Read(row, header, line, out var problem);
            if (problem is not null)
            {
                problems.Add(problem);
            }
        }
    }

    public void Accept(MappedDocument document, long lines)
    {
        Count(document.Key, lines);
        _acceptedLines += lines;
        _documents.Add(document);
    }

    /// <summary>Counts a document that is not whole; its rows are rejected one by one.</summary>
    public void Refuse(string? key, long lines) => Count(key, lines);

    public void Reject(string? key, Place place, Problem problem) => _rejected.Add(new RejectedRow(
        mapping.Spec.Name,
        key,
        problem.Column is null ? place : place with { Column = Column(place, problem.Column) },
        problem.Value,
        problem.Code,
        problem.Message,
        problem.Remedy));

    public MappedPage Build()
    {
        var controls = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        for (var i = 0; i < _controls.Length; i++)
        {
            controls[mapping.Controls[i].Name] = _controls[i];
        }

        return new MappedPage(_documents, _rejected, new Tally
        {
            Records = _records,
            Documents = _keys.Count + _keyless,
            AcceptedDocuments = _documents.Count,
            Lines = _lines,
            AcceptedLines = _acceptedLines,
            RejectedLines = _lines - _acceptedLines,
            Repeats = _repeats,
            Controls = controls,
            FirstKey = _firstKey,
            LastKey = _lastKey,
        })
        {
            Keys = _keys,
        };
    }

    // A path from the document's root (leading slash) stands by itself; others stand below the line's own place.
    private static string Column(Place place, string path) => path.StartsWith('/')
        ? path[1..]
        : place.Column is null ? path : $"{place.Column}.{path}";

    private void Count(string? key, long lines)
    {
        _lines += lines;
        if (key is null)
        {
            _keyless++;
            return;
        }

        _keys.Add(key);
        _firstKey = _firstKey is null || string.CompareOrdinal(key, _firstKey) < 0 ? key : _firstKey;
        _lastKey = _lastKey is null || string.CompareOrdinal(key, _lastKey) > 0 ? key : _lastKey;
    }
}
