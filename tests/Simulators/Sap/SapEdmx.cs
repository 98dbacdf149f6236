using System.Text;
using System.Xml.Linq;

namespace DealerIntegration.Simulators.Sap;

/// <summary>
/// The ERP's description of a service (<c>$metadata</c>, 服务元数据), made from one row of each entity set: what a row
/// holds is what the type has.
/// </summary>
internal static class SapEdmx
{
    private static readonly XNamespace Edmx = "http://schemas.microsoft.com/ado/2007/06/edmx";
    private static readonly XNamespace Edm = "http://schemas.microsoft.com/ado/2008/09/edm";
    private static readonly XNamespace Meta = "http://schemas.microsoft.com/ado/2007/08/dataservices/metadata";
    private static readonly XNamespace Sap = "http://www.sap.com/Protocols/SAPData";

    public static byte[] Of(string service, IReadOnlyList<SapEntity> prototypes)
    {
        var space = service.Split(';')[0];
        var all = prototypes.SelectMany(WithBelow).DistinctBy(entity => entity.Set).ToList();
        var schema = new XElement(
            Edm + "Schema",
            new XAttribute("Namespace", space),
            all.Select(entity => Type(entity, space)),
            all.SelectMany(entity => Below(entity).Select(below => Association(entity, below, space))),
            new XElement(
                Edm + "EntityContainer",
                new XAttribute("Name", space + "_Entities"),
                new XAttribute(Meta + "IsDefaultEntityContainer", "true"),
                all.Select(entity => new XElement(
                    Edm + "EntitySet",
                    new XAttribute("Name", Name(entity)),
                    new XAttribute("EntityType", $"{space}.{Name(entity)}Type")))));
        var root = new XElement(
            Edmx + "Edmx",
            new XAttribute("Version", "1.0"),
            new XAttribute(XNamespace.Xmlns + "sap", Sap),
            new XElement(Edmx + "DataServices", new XAttribute(Meta + "DataServiceVersion", "2.0"), schema));
        return Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?>" + root);
    }

    private static IEnumerable<SapEntity> WithBelow(SapEntity entity) =>
        Below(entity).Select(below => below.To).Prepend(entity);

    private static IEnumerable<(string Navigation, SapEntity To, string Many)> Below(SapEntity entity) =>
        entity.Children.Where(child => child.Value.Count > 0).Select(child => (child.Key, child.Value[0], "*"))
            .Concat(entity.Single.Select(child => (child.Key, child.Value, "0..1")));

    private static XElement Type(SapEntity entity, string space) => new(
        Edm + "EntityType",
        new XAttribute("Name", Name(entity) + "Type"),
        entity.Fields.Select(field => Property(field.Key, field.Value)),
        Below(entity).Select(below => new XElement(
            Edm + "NavigationProperty",
            new XAttribute("Name", below.Navigation),
            new XAttribute("Relationship", $"{space}.{AssociationName(entity, below.Navigation)}"),
            new XAttribute("FromRole", "From"),
            new XAttribute("ToRole", "To"))));

    private static XElement Property(string name, object? value)
    {
        var type = value switch
        {
            decimal => "Edm.Decimal",
            DateTimeOffset => "Edm.DateTimeOffset",
            null or DateOnly => "Edm.DateTime",
            _ => "Edm.String",
        };
        return new XElement(
            Edm + "Property",
            new XAttribute("Name", name),
            new XAttribute("Type", type),
            type == "Edm.DateTime" ? new XAttribute(Sap + "display-format", "Date") : null);
    }

    private static XElement Association(
        SapEntity entity, (string Navigation, SapEntity To, string Many) below, string space) => new(
        Edm + "Association",
        new XAttribute("Name", AssociationName(entity, below.Navigation)),
        End(space, entity, "From", "1"),
        End(space, below.To, "To", below.Many));

    private static XElement End(string space, SapEntity entity, string role, string many) => new(
        Edm + "End",
        new XAttribute("Type", $"{space}.{Name(entity)}Type"),
        new XAttribute("Multiplicity", many),
        new XAttribute("Role", role));

    private static string AssociationName(SapEntity entity, string navigation) => $"assoc_{Name(entity)}_{navigation}";

    private static string Name(SapEntity entity) => entity.Set.Split('/')[1];
}
