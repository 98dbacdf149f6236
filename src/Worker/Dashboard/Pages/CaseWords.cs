using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Worker.Cases;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>The words of cases on the pages, Chinese first.</summary>
internal static class CaseWords
{
    public static Html State(CaseView view)
    {
        var (look, words) = view.Life.State switch
        {
            CaseState.Open => ("queued", "待处理 open"),
            CaseState.Notified => ("running", "已通知 notified"),
            CaseState.Appealed => ("running", "已申诉 appealed"),
            CaseState.Confirmed => ("failed", "裁定成立 confirmed"),
            CaseState.Contested => ("running", "复议中 contested"),
            CaseState.Dismissed => ("succeeded", "裁定不成立 dismissed"),
            _ => ("queued", "已结案 closed"),
        };
        var round = Html.When(view.Life.Round > 1, () => Html.Of($" <small>第 {view.Life.Round} 轮 round</small>"));
        var withdrawn = Html.When(
            view.Found.IsWithdrawn,
            () => Html.Of($""" <span class="status incomplete">证据已撤 evidence withdrawn</span>"""));
        var grown = Html.When(
            view.Found.Grown > 0,
            () => Html.Of($""" <span class="status incomplete">新增 {view.Found.Grown} 码 grown</span>"""));
        return Html.Of($"""<span class="status {look}">{words}</span>{round}{withdrawn}{grown}""");
    }

    public static Html Deadline(CaseView view) => view.Deadline is not { } due
        ? Html.Of($"–")
        : Html.Of(
            $"""
            {(due.Duty == CaseDuty.Rule ? "裁定 rule" : "结案 close")} {due.DueOn:yyyy-MM-dd}{Html.When(
                view.Overdue > 0,
                () => Html.Of($""" <span class="bad">逾期 {view.Overdue} 天 overdue</span>"""))}
            """);

    public static string Action(CaseAction action) => action switch
    {
        CaseAction.Notify => "通知经销商 Notify",
        CaseAction.Appeal => "登记申诉 Take down an appeal",
        CaseAction.Confirm => "裁定成立 Confirm",
        CaseAction.Dismiss => "裁定不成立 Dismiss",
        CaseAction.Reverse => "撤销裁定 Reverse the ruling",
        CaseAction.Close => "结案 Close",
        _ => "重启 Reopen",
    };

    public static string Verdict(string verdict) => Both(FindingWords.Verdict(verdict));

    public static string Actor(string actor) => Both(FindingWords.Actor(actor));

    public static string Severity(string severity) => Both(FindingWords.Severity(severity));

    private static string Both(Bilingual words) => $"{words.Chinese} {words.English}".TrimEnd();
}
