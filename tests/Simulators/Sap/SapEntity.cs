namespace DealerIntegration.Simulators.Sap;

/// <summary>
/// One row of an entity set. Values are string, decimal, <see cref="DateOnly"/>, <see cref="DateTimeOffset"/> or, for
/// dates only, null: how they look on the wire is the writers' business.
/// </summary>
internal sealed record SapEntity(
    string Set, string Key, IReadOnlyList<KeyValuePair<string, object?>> Fields,
    IReadOnlyDictionary<string, IReadOnlyList<SapEntity>> Children)
{
    private static readonly Dictionary<string, IReadOnlyList<SapEntity>> None = [];

    public static SapEntity Of(string set, string key, params (string Name, object? Value)[] fields) =>
        new(set, key, [.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))], None);

    /// <summary>The mark of its version, for entities that are changed under one.</summary>
    public string? Version { get; init; }

    /// <summary>What a navigation to one entity leads to.</summary>
    public IReadOnlyDictionary<string, SapEntity> Single { get; init; } = new Dictionary<string, SapEntity>();

    public SapEntity WithOne(string navigation, SapEntity child) =>
        this with { Single = new Dictionary<string, SapEntity>(Single) { [navigation] = child } };

    public SapEntity Versioned(string version) => this with { Version = version };

    public SapEntity With(string navigation, IEnumerable<SapEntity> children) =>
        this with
        {
            Children = new Dictionary<string, IReadOnlyList<SapEntity>>(Children) { [navigation] = [.. children] },
        };

    /// <exception cref="SapException">There is no such field.</exception>
    public object? this[string name]
    {
        get
        {
            foreach (var field in Fields)
            {
                if (field.Key == name)
                {
                    return field.Value;
                }
            }

            throw new SapException(
                400, "005056A509B11EE1B9A8FEC11C21578E", $"Property {name} not found in type {Set}Type.");
        }
    }
}
