using DealerIntegration.Connectors.GenericHttp;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.U8;

/// <summary>By what U8 knows a write again.</summary>
public enum U8Key
{
    /// <summary>Our key as biz_id: the same one sent again makes no second document.</summary>
    BizId,

    /// <summary>
    /// A tradeid of U8's own, good for one write: for an installation without biz_id. Sent again, a document is
    /// another.
    /// </summary>
    TradeId,
}

/// <summary>How one kind of document is added in U8 (写入规则).</summary>
/// <param name="Resource">For example saleorder; it is the root of the body as well.</param>
/// <param name="Fields">Member of the document to a field of ours; one of them takes @key.</param>
/// <param name="Find">How to look our key up.</param>
public sealed record U8TargetRule(string Resource, Dictionary<string, FieldMapping> Fields, U8Find Find)
{
    public HttpLines? Lines { get; init; }

    public U8Key KnownBy { get; init; }

    /// <summary>Asks U8 to answer when it is done (sync=1), where the installation can.</summary>
    public bool Sync { get; init; }
}

/// <summary>How to look a key of ours up in a list (按单号回查).</summary>
/// <param name="Resource">The list, for example saleorderlist.</param>
/// <param name="Query">Its parameters, of which one at least holds {key}.</param>
/// <param name="Key">Where our key stands in a row: a list that ignores the parameters must not be believed.</param>
public sealed record U8Find(string Resource, Dictionary<string, string> Query, string Key)
{
    /// <summary>Where U8's own id stands in a row.</summary>
    public string Number { get; init; } = "id";
}
