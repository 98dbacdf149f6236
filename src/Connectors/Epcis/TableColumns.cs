namespace DealerIntegration.Connectors.Epcis;

/// <summary>Which column of a table is which (表头识别).</summary>
internal sealed class TableColumns
{
    private readonly Dictionary<EventColumn, int> _columns;

    private TableColumns(Dictionary<EventColumn, int> columns, IReadOnlyList<string> ignored)
    {
        _columns = columns;
        Ignored = ignored;
    }

    public IReadOnlyList<string> Ignored { get; }

    public bool Has(EventColumn column) => _columns.ContainsKey(column);

    public int? IndexOf(EventColumn column) => _columns.TryGetValue(column, out var index) ? index : null;

    public static TableColumns Of(string file, IReadOnlyList<string> headings, EventTable table)
    {
        var known = table.Columns
            .SelectMany(c => c.Value.Select(h => (c.Key, Heading: TableText.Heading(h))))
            .ToDictionary(c => c.Heading, c => c.Key, StringComparer.Ordinal);
        var columns = new Dictionary<EventColumn, int>();
        var ignored = new List<string>();
        for (var i = 0; i < headings.Count; i++)
        {
            if (!known.TryGetValue(TableText.Heading(headings[i]), out var column))
            {
                ignored.Add(headings[i]);
            }
            else if (!columns.TryAdd(column, i))
            {
                throw new EventFileException(
                    file, 1, $"'{headings[i]}' and '{headings[columns[column]]}' both are the column '{column}'.",
                    "Leave one of them out.");
            }
        }

        var missing = new[] { EventColumn.Time, EventColumn.Code }.Where(c => !columns.ContainsKey(c)).ToList();
        return missing.Count == 0 ? new TableColumns(columns, ignored) : throw new EventFileException(
            file, 1,
            $"The heading lacks {string.Join(" and ", missing.Select(m => $"'{table.Columns[m][0]}'"))}; it has "
            + $"{string.Join(", ", headings.Select(h => $"'{h}'"))}.",
            $"Give the columns one of their names, or add yours to \"table\" in {EventRules.FileName}.");
    }
}
