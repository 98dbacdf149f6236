using DealerIntegration.Domain.Diversion.Codes;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>
/// Events of a table (事件表格): one row for each code. Rows that differ in nothing but the code are one event, wherever
/// they stand; every scan is one of its own.
/// </summary>
internal sealed class TableEvents : IEventSource
{
    private readonly string _file;
    private readonly EventRules _rules;
    private readonly CodeReader _codes;
    private readonly List<List<TableRow>> _groups;

    /// <exception cref="EventFileException">The file is no table, or its heading lacks a column.</exception>
    public TableEvents(string file, byte[] content, EventRules rules, CodeReader codes)
    {
        _file = file;
        _codes = codes;
        _rules = rules;
        var text = TableText.Read(file, content);
        var columns = TableColumns.Of(file, text.Headings, rules.Table);
        Ignored = columns.Ignored;
        _groups = Group(text.Rows.Select(row => new TableRow(row, columns)));
    }

    /// <summary>Headings that mean nothing to the hub.</summary>
    public IReadOnlyList<string> Ignored { get; }

    public int Count => _groups.Count;

    public IEnumerable<EpcisRecord> Read(int skip)
    {
        for (var i = skip; i < _groups.Count; i++)
        {
            yield return Record(i + 1, _groups[i]);
        }
    }

    private static List<List<TableRow>> Group(IEnumerable<TableRow> rows)
    {
        var groups = new List<List<TableRow>>();
        var byKey = new Dictionary<string, List<TableRow>>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.GroupKey is { } key && byKey.TryGetValue(key, out var group))
            {
                group.Add(row);
                continue;
            }

            group = [row];
            groups.Add(group);
            if (row.GroupKey is { } own)
            {
                byKey.Add(own, group);
            }
        }

        return groups;
    }

    private EpcisRecord Record(int number, List<TableRow> rows)
    {
        var first = rows[0];
        var record = new EpcisRecord(_file, number, first.Line, null, first.Defect)
        {
            CodeLines = [.. rows.Select(r => r.Line)],
            CodeTexts = [.. rows.Select(r => r.Text(EventColumn.Code) ?? "")],
        };
        if (first.Defect is not null)
        {
            return record;
        }

        try
        {
            var use = UseOf(first);
            return record with { Event = new TableNode(first, rows, _rules.Table.Offset, _codes).Of(use), Use = use };
        }
        catch (EventLimitException e)
        {
            return record with { Defect = e.Message };
        }
    }

    // A table without a column of steps is a list of scans.
    private EventUse UseOf(TableRow row)
    {
        if (!row.Has(EventColumn.Step))
        {
            return EventUse.Scanned(null);
        }

        var word = row.Text(EventColumn.Step) ?? throw new EventLimitException("The row does not say what happened.");
        return EventUse.OfWord(_rules.Steps.GetValueOrDefault(word, word)) ?? StepReader.OfWord(word)
            ?? throw new EventLimitException(
                $"'{word}' is no step that is known; add it to \"steps\" in {EventRules.FileName}.");
    }
}
