namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// A segment with its fields in order and the segments below it (段): what a flat file and an XML file have in common.
/// </summary>
internal sealed class IdocSegment(string name, int line)
{
    /// <summary>
    /// The one field of a flat record whose segment no layout describes: its data as they stand.
    /// </summary>
    public const string Unread = "SDATA";

    /// <summary>What a flat record holds beyond the last field of its layout: a newer version than ours.</summary>
    public const string Rest = "SDATA_REST";

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    /// <summary>Type of the segment; the name in the file where no layout knows it.</summary>
    public string Name => name;

    public int Line => line;

    /// <summary>What only a flat file says of a record; null for a segment that does not come from one.</summary>
    public FlatRecord? Record { get; init; }

    public List<IdocSegment> Children { get; } = [];

    public IEnumerable<(string Name, string Value)> Fields => _names.Select(n => (n, _values[n]));

    public string? this[string field] => _values.GetValueOrDefault(field);

    /// <returns>False where the field has a value already.</returns>
    public bool Add(string field, string value)
    {
        if (!_values.TryAdd(field, value))
        {
            return false;
        }

        _names.Add(field);
        return true;
    }
}
