using DealerIntegration.Connectors.GenericHttp;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Kingdee;

/// <summary>How far a bill is taken (单据状态): saved, submitted as well, or audited as well.</summary>
public enum KingdeeStage
{
    Saved,
    Submitted,
    Audited,
}

/// <summary>How one kind of document becomes a bill of Kingdee's (写入规则).</summary>
/// <param name="Form">The bill's form id, for example SAL_SaleOrder.</param>
/// <param name="KeyField">
/// Field of the bill's head that bears our key, and by which it is looked up: a text field added for the hub, or the
/// bill's number where it is numbered by hand.
/// </param>
/// <param name="Fields">
/// Field of the bill, with dots for members (<c>FCustId.FNumber</c>), to a field of ours; as in the targets of kind
/// http.
/// </param>
public sealed record KingdeeTargetRule(string Form, string KeyField, Dictionary<string, FieldMapping> Fields)
{
    public HttpLines? Lines { get; init; }

    public KingdeeStage Until { get; init; } = KingdeeStage.Audited;

    /// <summary>Field of the bill's inner id (单据内码).</summary>
    public string Id { get; init; } = "FID";

    /// <summary>Field of the number that people see (单据编号).</summary>
    public string Number { get; init; } = "FBillNo";

    /// <summary>Field of the bill's status.</summary>
    public string Status { get; init; } = "FDocumentStatus";

    /// <summary>Its values for a bill that was submitted and is not audited.</summary>
    public List<string> Submitted { get; init; } = ["B"];

    /// <summary>Its values for an audited bill.</summary>
    public List<string> Audited { get; init; } = ["C"];
}
