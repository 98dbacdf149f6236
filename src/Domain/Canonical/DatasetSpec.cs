namespace DealerIntegration.Domain.Canonical;

/// <summary>
/// One kind of canonical record (数据集): the fields of its header, the fields of its lines when it is a document
/// with lines, and the header fields that together are its natural key.
/// </summary>
/// <remarks>
/// Mapping files, the canonical tables and the spreadsheets of dealers all speak these names, so that a new field is
/// one entry here, one column and one line in a mapping file.
/// </remarks>
public sealed class DatasetSpec
{
    public DatasetSpec(string name, string[] key, FieldSpec[] fields, FieldSpec[]? lineFields = null)
    {
        Name = name;
        Fields = fields;
        LineFields = lineFields ?? [];
        Key = [.. key.Select(IndexOf)];
    }

    public string Name { get; }

    public IReadOnlyList<FieldSpec> Fields { get; }

    public IReadOnlyList<FieldSpec> LineFields { get; }

    /// <summary>Positions in <see cref="Fields"/> of the natural key.</summary>
    public IReadOnlyList<int> Key { get; }

    /// <summary>
    /// Whether a record that its source lists no longer is gone (快照比对): documents and agreements are. Master data
    /// stays, because documents go on naming it; so do counts of a day and what happened: no later list speaks of them.
    /// </summary>
    public bool EndsWithSource { get; init; }

    public bool HasLines => LineFields.Count > 0;

    /// <summary>A document without lines says something too, and a partner may list none at all.</summary>
    public bool MayLackLines { get; init; }

    public int IndexOf(string field) => Position(Fields, field);

    public int LineIndexOf(string field) => Position(LineFields, field);

    private int Position(IReadOnlyList<FieldSpec> fields, string name)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Name == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"Dataset '{Name}' has no field '{name}'.", nameof(name));
    }
}
