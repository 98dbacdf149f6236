using static DealerIntegration.Connectors.Epcis.PreHashKind;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>A field in the order in which event ids are taken (规范字段顺序).</summary>
/// <param name="Owner">The field whose vocabulary its words belong to; by default its own.</param>
/// <param name="IsNamed">False: only what is in it is written.</param>
internal sealed record PreHashField(string Name, PreHashKind Kind, string? Owner = null, bool IsNamed = true)
{
    private static readonly PreHashField Epc = new("epc", Identifier);

    private static readonly PreHashField Quantity = new("quantityElement", Group)
    {
        Fields = [new("epcClass", Identifier), new("quantity", Number), new("uom", PreHashKind.Text)],
    };

    private static readonly PreHashField Metadata = new("sensorMetadata", Group)
    {
        Fields =
        [
            new("time", Time), new("startTime", Time), new("endTime", Time), new("deviceID", Identifier),
            new("deviceMetadata", Identifier), new("rawData", Identifier), new("dataProcessingMethod", Identifier),
            new("bizRules", Identifier),
        ],
    };

    private static readonly PreHashField Report = new("sensorReport", Group)
    {
        Fields =
        [
            new("type", Word, "sensorReport"), new("exception", Word), new("deviceID", Identifier),
            new("deviceMetadata", Identifier), new("rawData", Identifier), new("dataProcessingMethod", Identifier),
            new("time", Time), new("microorganism", Identifier), new("chemicalSubstance", Identifier),
            new("value", Number), new("component", Word), new("stringValue", PreHashKind.Text),
            new("booleanValue", PreHashKind.Boolean), new("hexBinaryValue", PreHashKind.Text),
            new("uriValue", Identifier), new("minValue", Number), new("maxValue", Number), new("meanValue", Number),
            new("sDev", Number), new("percRank", Number), new("percValue", Number), new("uom", PreHashKind.Text),
            new("coordinateReferenceSystem", Identifier),
        ],
    };

    /// <summary>
    /// Every field that counts. What is not named here does not: the sender's own id, when it was recorded, the
    /// declaration of an error, certificates.
    /// </summary>
    public static readonly IReadOnlyList<PreHashField> Order =
    [
        new("eventTime", Time),
        new("eventTimeZoneOffset", PreHashKind.Text),
        List("epcList", Epc),
        new("parentID", Identifier),
        List("inputEPCList", Epc),
        List("childEPCs", Epc),
        List("quantityList", Quantity),
        List("childQuantityList", Quantity),
        List("inputQuantityList", Quantity),
        List("outputEPCList", Epc),
        List("outputQuantityList", Quantity),
        new("action", PreHashKind.Text),
        new("transformationID", Identifier),
        new("bizStep", Word),
        new("disposition", Word),
        List("persistentDisposition", new("set", Word), new("unset", Word)),
        List("readPoint", new PreHashField("id", Identifier)),
        List("bizLocation", new PreHashField("id", Identifier)),
        List("bizTransactionList", Typed("bizTransaction")),
        List("sourceList", Typed("source")),
        List("destinationList", Typed("destination")),
        new("sensorElementList", Group, IsNamed: false)
        {
            Fields = [new("sensorElement", Group) { Fields = [Metadata, Report] }],
        },
    ];

    /// <summary>The fields in it, in order.</summary>
    public IReadOnlyList<PreHashField> Fields { get; init; } = [];

    /// <summary>Its type stands before its value.</summary>
    public bool IsTyped { get; private init; }

    private static PreHashField List(string name, params IReadOnlyList<PreHashField> fields) =>
        new(name, Group) { Fields = fields };

    private static PreHashField Typed(string name) =>
        new(name, Identifier) { Fields = [new("type", Word, name)], IsTyped = true };
}
