using System.Text.Json;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>A bill that YonBIP holds (已保存单据): its id, what people call it by, and how far it has come.</summary>
/// <param name="Status">0 draft (开立), 1 audited (已审核), 2 closed (关闭), 3 being audited (审核中).</param>
internal sealed record YonBipSaved(string Id, string Number, string Status)
{
    public bool IsDraft => Status is "0" or "";

    public bool IsAudited => Status is "1" or "2";

    /// <summary>Null where the record lacks its id or number, as the answer to an old save that came again.</summary>
    public static YonBipSaved? Of(JsonElement bill, YonBipFind names) =>
        bill.ValueKind == JsonValueKind.Object
        && YonBipJson.Text(bill, names.Id) is { Length: > 0 } id
        && YonBipJson.Text(bill, names.Number) is { Length: > 0 } number
            ? new YonBipSaved(id, number, YonBipJson.Text(bill, names.Status))
            : null;

    /// <summary>Whether everything has been done with it that the rule asks for.</summary>
    public bool IsInForce(YonBipTargetRule rule) =>
        rule.Audit is not null ? IsAudited : rule.Submit is null || !IsDraft;
}
