namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// The fields of a segment in their order. XML calls a segment by its type (<c>E1EDK01</c>), a flat file by the
/// definition of one of its versions (<c>E2EDK01005</c>); a newer version only adds fields at the end.
/// </summary>
internal sealed class SegmentLayout(string name, IReadOnlyList<FieldLayout> fields)
{
    private readonly Dictionary<string, FieldLayout> _byName =
        fields.ToDictionary(f => f.Name, StringComparer.Ordinal);

    public string Name => name;

    public IReadOnlyList<FieldLayout> Fields => fields;

    public int Length => fields[^1].End;

    public FieldLayout? Field(string fieldName) => _byName.GetValueOrDefault(fieldName);

    /// <summary>
    /// The version a flat record needs when its values end at <paramref name="end"/>: the name it bears and its length.
    /// </summary>
    /// <returns>
    /// Null where versions are established, but none that reaches so far: a record under an older name would be cut.
    /// </returns>
    public (string Definition, int Length)? VersionFor(int end)
    {
        if (fields[0].Definition is null)
        {
            return (Unversioned, Length);
        }

        var definition = fields.First(f => f.End >= end).Definition;
        return definition is null ? null : (definition, fields.Last(f => f.Definition == definition).End);
    }

    // E1MARAM is E2MARAM in a flat file, Z1PROMO is Z2PROMO.
    private string Unversioned => $"{name[0]}2{name[2..]}";
}
