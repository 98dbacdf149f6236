namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// What the hub knows of IDocs (IDoc 结构): the fields of the segments and, by basic type, what each stands below.
/// </summary>
internal sealed class IdocLayouts
{
    public const string Control = "EDI_DC40";

    private readonly Dictionary<string, SegmentLayout> _segments;
    private readonly Dictionary<string, SegmentLayout> _byDefinition;
    private readonly Dictionary<string, Dictionary<string, string>> _parents;

    /// <param name="parents">By type, the parent of each segment; empty: the IDoc itself.</param>
    public IdocLayouts(
        IEnumerable<SegmentLayout> segments, Dictionary<string, Dictionary<string, string>> parents)
    {
        _segments = segments.ToDictionary(s => s.Name, StringComparer.Ordinal);
        _parents = parents;
        _byDefinition = _segments.Values
            .SelectMany(s => s.Fields.Select(f => f.Definition).OfType<string>().Distinct().Select(d => (d, s)))
            .ToDictionary(d => d.d, d => d.s, StringComparer.Ordinal);
    }

    public SegmentLayout ControlRecord => _segments[Control];

    public IEnumerable<string> Types => _parents.Keys;

    public bool Knows(string type) => _parents.ContainsKey(type);

    public SegmentLayout? Segment(string name) => _segments.GetValueOrDefault(name);

    /// <summary>The segment that a flat record's name means, whatever its version.</summary>
    public SegmentLayout? OfDefinition(string definition)
    {
        if (_byDefinition.TryGetValue(definition, out var known) || _segments.TryGetValue(definition, out known))
        {
            return known;
        }

        if (definition.Length < 3 || definition[1] != '2')
        {
            return null;
        }

        var type = $"{definition[0]}1{definition[2..]}";
        var isVersioned = type.Length > 5 && type[^3..].All(char.IsAsciiDigit);
        return Segment(type) ?? (isVersioned ? Segment(type[..^3]) : null);
    }

    /// <summary>What the segment stands below in that type; empty: the IDoc; null: it is no part of the type.</summary>
    public string? ParentOf(string type, string segment) =>
        _parents.TryGetValue(type, out var parents) ? parents.GetValueOrDefault(segment) : null;
}
