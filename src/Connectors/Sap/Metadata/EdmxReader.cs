using System.Xml;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Sap.Metadata;

/// <summary>
/// Reads <c>$metadata</c> of an OData V2 service (EDMX 元数据). Names alone count: which version of the schema's
/// namespaces a release declares says nothing of its content.
/// </summary>
internal sealed class EdmxReader
{
    private readonly Dictionary<string, EdmType> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _typeOfSet = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Association, string Role), string> _ends = [];
    private readonly List<(EdmType From, string Name, string Association, string Role)> _navigations = [];

    private EdmxReader()
    {
    }

    /// <exception cref="ConnectorException">It is no metadata of OData V2.</exception>
    public static EdmService Read(ReadOnlyMemory<byte> body, string service)
    {
        var read = new EdmxReader();
        try
        {
            using var xml = XmlBody.Open(body);
            read.Everything(xml, service);
        }
        catch (XmlException e)
        {
            throw NoMetadata(service, e.Message, e);
        }

        return read._typeOfSet.Count == 0
            ? throw NoMetadata(service, "it declares no entity set.", null)
            : read.Service(service);
    }

    private void Everything(XmlReader xml, string service)
    {
        var space = "";
        var (association, type) = ("", (EdmType?)null);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "Edmx" when xml.GetAttribute("Version") is ['4', ..]:
                    throw NoMetadata(service, "it speaks OData V4, and the hub speaks V2; name the V2 service.", null);
                case "Schema":
                    space = xml.GetAttribute("Namespace") ?? "";
                    break;
                case "EntitySet" when xml.GetAttribute("EntityType") is { } of:
                    _typeOfSet[Attribute(xml, "Name")] = of;
                    break;
                case "EntityType":
                    type = new EdmType(Attribute(xml, "Name"), [], []);
                    _types[$"{space}.{type.Name}"] = type;
                    break;
                case "ComplexType":
                    type = null;
                    break;
                case "Property" when type is not null:
                    type.Properties[Attribute(xml, "Name")] = Property(xml);
                    break;
                case "NavigationProperty" when type is not null:
                    _navigations.Add((
                        type, Attribute(xml, "Name"), Attribute(xml, "Relationship"), Attribute(xml, "ToRole")));
                    break;
                case "Association":
                    association = $"{space}.{Attribute(xml, "Name")}";
                    break;
                case "End" when xml.GetAttribute("Type") is { } end:
                    _ends[(association, Attribute(xml, "Role"))] = end;
                    break;
            }
        }
    }

    private EdmService Service(string name)
    {
        foreach (var (from, navigation, association, role) in _navigations)
        {
            if (_ends.TryGetValue((association, role), out var end) && _types.TryGetValue(end, out var type))
            {
                from.Below[navigation] = type;
            }
        }

        return new EdmService(name, _typeOfSet
            .Where(s => _types.ContainsKey(s.Value))
            .ToDictionary(s => s.Key, s => _types[s.Value], StringComparer.Ordinal));
    }

    private static EdmProperty Property(XmlReader xml) => new(Attribute(xml, "Name"), Attribute(xml, "Type"))
    {
        IsFilterable = Allows(xml, "filterable"),
        IsSortable = Allows(xml, "sortable"),
        IsCreatable = Allows(xml, "creatable"),
        IsUpdatable = Allows(xml, "updatable"),
    };

    // What is not said is allowed.
    private static bool Allows(XmlReader xml, string what) =>
        xml.GetAttribute(what, "http://www.sap.com/Protocols/SAPData") != "false";

    private static string Attribute(XmlReader xml, string name) => xml.GetAttribute(name) ?? "";

    private static ConnectorException NoMetadata(string service, string why, Exception? cause) => new(
        ConnectorFailure.Configuration, $"{service}/$metadata is no description of an OData V2 service: {why}", cause);
}
