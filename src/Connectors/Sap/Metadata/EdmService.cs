namespace DealerIntegration.Connectors.Sap.Metadata;

/// <summary>What a service says of itself (服务元数据): its entity sets and what their entities hold.</summary>
/// <param name="Name">The service as an address names it.</param>
internal sealed record EdmService(string Name, IReadOnlyDictionary<string, EdmType> Sets);

/// <summary>An entity type (实体类型).</summary>
/// <param name="Below">The types that its navigations lead to.</param>
internal sealed record EdmType(
    string Name, Dictionary<string, EdmProperty> Properties, Dictionary<string, EdmType> Below)
{
    public IEnumerable<string> Names => Properties.Keys.Concat(Below.Keys);
}

/// <summary>A property (属性) and what SAP allows with it.</summary>
internal sealed record EdmProperty(string Name, string Type)
{
    public bool IsFilterable { get; init; } = true;

    public bool IsSortable { get; init; } = true;

    public bool IsCreatable { get; init; } = true;

    public bool IsUpdatable { get; init; } = true;
}
