namespace DealerIntegration.Connectors.Epcis;

/// <summary>Names of the EPCIS standard that decide how its two written forms become one.</summary>
internal static class EpcisNames
{
    /// <summary>The five kinds of events of the standard.</summary>
    public static readonly IReadOnlySet<string> Events = new HashSet<string>(StringComparer.Ordinal)
    {
        "ObjectEvent", "AggregationEvent", "TransactionEvent", "TransformationEvent", "AssociationEvent",
    };

    /// <summary>What one member of a list is called; JSON leaves that name out.</summary>
    public static readonly IReadOnlyDictionary<string, string> Members = new Dictionary<string, string>(
        StringComparer.Ordinal)
    {
        ["epcList"] = "epc",
        ["childEPCs"] = "epc",
        ["inputEPCList"] = "epc",
        ["outputEPCList"] = "epc",
        ["quantityList"] = "quantityElement",
        ["childQuantityList"] = "quantityElement",
        ["inputQuantityList"] = "quantityElement",
        ["outputQuantityList"] = "quantityElement",
        ["bizTransactionList"] = "bizTransaction",
        ["sourceList"] = "source",
        ["destinationList"] = "destination",
        ["sensorElementList"] = "sensorElement",
        ["correctiveEventIDs"] = "correctiveEventID",
    };

    /// <summary>Fields with a value of their own beside a type: JSON writes both as members of an object.</summary>
    public static readonly IReadOnlySet<string> Typed = new HashSet<string>(StringComparer.Ordinal)
    {
        "bizTransaction", "source", "destination",
    };

    /// <summary>Elements that only wrap what an earlier version of the standard did not know yet.</summary>
    public static readonly IReadOnlySet<string> Wrappers = new HashSet<string>(StringComparer.Ordinal)
    {
        "extension", "baseExtension",
    };

    /// <summary>Prefixes that hold without being declared.</summary>
    public static readonly IReadOnlyDictionary<string, string> Prefixes = new Dictionary<string, string>(
        StringComparer.Ordinal)
    {
        ["epcis"] = EpcisNamespace,
        ["cbv"] = "https://ref.gs1.org/cbv/",
        ["gs1"] = "https://ref.gs1.org/voc/",
        ["cbvmda"] = "urn:epcglobal:cbv:mda",
        ["rdfs"] = "http://www.w3.org/2000/01/rdf-schema#",
        ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
    };

    private const string EpcisNamespace = "https://ref.gs1.org/epcis/";

    /// <summary>Whether the namespace is one of EPCIS itself, in any version.</summary>
    public static bool IsStandard(string space) =>
        space.Length == 0
        || space == EpcisNamespace
        || space.StartsWith("urn:epcglobal:epcis", StringComparison.Ordinal);

    /// <summary>
    /// The name of an extension. The vocabulary for master data is written with and without a colon at its end; both
    /// are one.
    /// </summary>
    public static string Extension(string space, string local) =>
        $"{{{(space == "urn:epcglobal:cbv:mda:" ? space[..^1] : space)}}}{local}";
}
