using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Cases;

/// <summary>How states and steps of a case are called (案件用语).</summary>
public static class CaseSpeech
{
    public static Told State(CaseState state) => state switch
    {
        CaseState.Open => new("open", "待处理"),
        CaseState.Notified => new("notified", "已通知"),
        CaseState.Appealed => new("appealed", "已申诉"),
        CaseState.Confirmed => new("confirmed", "裁定成立"),
        CaseState.Contested => new("contested", "复议中"),
        CaseState.Dismissed => new("dismissed", "裁定不成立"),
        _ => new("closed", "已结案"),
    };

    public static Told Action(CaseAction action) => action switch
    {
        CaseAction.Notify => new("notify", "通知经销商"),
        CaseAction.Appeal => new("appeal", "登记申诉"),
        CaseAction.Confirm => new("confirm", "裁定成立"),
        CaseAction.Dismiss => new("dismiss", "裁定不成立"),
        CaseAction.Reverse => new("reverse", "撤销裁定"),
        CaseAction.Close => new("close", "结案"),
        _ => new("reopen", "重启"),
    };
}
