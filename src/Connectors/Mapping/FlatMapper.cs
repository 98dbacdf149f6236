using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>
/// Maps flat files in which the rows with the same document number are one document. All rows of the file are grouped,
/// not only neighbours: real exports interleave documents now and then, and half an invoice is a wrong amount.
/// </summary>
internal sealed class FlatMapper(CompiledMapping mapping, PageBuilder page)
{
    private readonly string _groupBy = mapping.Mapping.Lines!.GroupBy!;

    public void Map(IEnumerable<SourceRecord> records)
    {
        var groups = new Dictionary<string, List<SourceRecord>>(StringComparer.Ordinal);
        var order = new List<(string Key, List<SourceRecord> Rows)>();
        foreach (var record in records)
        {
            page.CountRecord();
            if (GroupOf(record) is not { } group)
            {
                continue;
            }

            if (!groups.TryGetValue(group, out var rows))
            {
                groups[group] = rows = [];
                order.Add((group, rows));
            }

            rows.Add(record);
        }

        foreach (var (key, rows) in order)
        {
            new FlatDocument(mapping, page, key, rows).Map();
        }
    }

    // A row that cannot be read, or names no document, belongs to none and is rejected by itself.
    private string? GroupOf(SourceRecord record)
    {
        string? group = null;
        Problem? problem = null;
        if (record.Defect is { } defect)
        {
            problem = RowReader.Malformed(defect);
        }
        else if (!record.TryGet(_groupBy, out group))
        {
            problem = Problem.NoSuchPath(_groupBy);
        }
        else if (string.IsNullOrWhiteSpace(group))
        {
            problem = Problem.Missing("the document number", _groupBy);
        }

        if (problem is null)
        {
            return group;
        }

        page.Refuse(null, lines: 1);
        page.Reject(null, record.Place, problem);
        return null;
    }
}
