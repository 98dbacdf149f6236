namespace DealerIntegration.Domain.Diversion.Codes;

/// <summary>What kind of code was read (码的种类).</summary>
public enum CodeKind
{
    /// <summary>A single item or trade unit (一物一码): GTIN and serial, or a serial of a third party.</summary>
    Item,

    /// <summary>A carton or pallet as a logistic unit (SSCC, 箱码/垛码).</summary>
    LogisticUnit,

    /// <summary>A product or a lot of it, no single thing (品类/批次): it cannot be traced.</summary>
    ProductClass,

    /// <summary>Another GS1 key: an asset, a document, a place, a party.</summary>
    OtherKey,

    /// <summary>The principal's own numbering (物流码).</summary>
    Private,

    /// <summary>None of these; the problem says why.</summary>
    Unknown,
}
