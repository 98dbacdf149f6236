using System.Text.Json;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>A bill that YonBIP holds (已保存单据): its id, what people call it by, and how far it has come.</summary>
/// <param name="Status">0 draft (开立), 1 audited (已审核), 2 closed (关闭), 3 being audited (审核中).</param>
internal sealed record YonBipSaved(string Id, string Number, string Status)
{
    public bool IsDraft => Status is "0" or "";

    public bool IsAudited => Status is "1" or "2";

    /// <summary>Null where the record lacks its id or number, as the answer to an old save that came again.</summary>
    public static YonBipSaved? Of(JsonElement bill, YonBipFind names)
    {
        if (bill.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var record = new JsonRecord(bill, "", 1);
        return Text(names.Id) is { Length: > 0 } id && Text(names.Number) is { Length: > 0 } number
            ? new YonBipSaved(id, number, Text(names.Status))
            : null;

        string Text(string path) => record.TryGet(path, out var value) ? value ?? "" : "";
    }

    /// <summary>Whether everything has been done with it that the rule asks for.</summary>
    public bool IsInForce(YonBipTargetRule rule) =>
        rule.Audit is not null ? IsAudited : rule.Submit is null || !IsDraft;
}
