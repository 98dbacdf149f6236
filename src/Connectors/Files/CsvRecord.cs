using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Files;

/// <summary>A row of a CSV file; paths are the names in its header row.</summary>
internal sealed class CsvRecord(CsvTable table, long line, string[] fields, string? defect) : SourceRecord
{
    public override Place Place => new(table.File, Row: line);

    public override string? Defect => defect;

    public override IReadOnlyCollection<string> Columns => table.Columns.Keys;

    public override bool TryGet(string path, out string? value)
    {
        value = null;
        if (!table.Columns.TryGetValue(path, out var index) || index >= fields.Length)
        {
            return false;
        }

        value = fields[index].Length == 0 ? null : fields[index];
        return true;
    }

    public override IEnumerable<SourceRecord> Children(string path) => [];

    public override bool SameContent(SourceRecord other) =>
        other is CsvRecord csv && fields.AsSpan().SequenceEqual(csv.Fields);

    public override int ContentHash()
    {
        var hash = default(HashCode);
        foreach (var field in fields)
        {
            hash.Add(field.GetHashCode(StringComparison.Ordinal));
        }

        return hash.ToHashCode();
    }

    private ReadOnlySpan<string> Fields => fields;
}

/// <summary>What the rows of one file share.</summary>
internal sealed record CsvTable(string File, Dictionary<string, int> Columns);
