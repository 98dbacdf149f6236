using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Worker.Cases;
using DealerIntegration.Worker.Dashboard.Access;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>What may be done about a case now, and why the rest may not (案件办理).</summary>
internal sealed class CaseForms(Frame frame)
{
    private const int LongestReason = 2000;

    public Html Render(HttpContext http, CaseView view)
    {
        if (!http.User.IsInRole(Roles.Channel))
        {
            return Html.Of($"""<p class="note">案件由渠道稽查办理。 Cases are for channel control.</p>""");
        }

        var by = http.User.Identity!.Name!;
        var next = CaseOrder.Steps.Where(s => s.From == view.Life.State)
            .Where(s => s.Action != CaseAction.Reverse || view.Life.IsRuled)
            .Select(s => (
                s.Action,
                Objection: CaseCheck.Objection(
                    view.Life, s.Action, by, view.Today, view.Found.IsWithdrawn, view.Phases)))
            .ToList();
        return Html.Of(
            $"""
            <h2 id="act">办理 <small>What can be done</small></h2>
            <div class="decide">{Html.Each(
                next.Where(n => n.Objection is null), n => Form(http, view, n.Action))}</div>
            {Html.Each(
                next.Where(n => n.Objection is not null),
                n => Html.Of(
                    $"""
                    <p class="note">{CaseWords.Action(n.Action).Both()}: {Bilingual.Of(n.Objection!.Value).Both()}</p>
                    """))}
            """);
    }

    /// <summary>The button that hands out the evidence; nothing for others than channel control.</summary>
    public Html Evidence(HttpContext http, CaseView view) => Html.When(http.User.IsInRole(Roles.Channel), () => Html.Of(
        $"""
        <form class="inline" method="post" action="{CasePage.Address(view.Found.Number)}/evidence">{frame.Token(http)}
        <button class="quiet">下载证据包 Evidence pack</button>
        <small>运行 {view.Found.Run} 所见，已签章；任何人可用 hub verify 验证。 As run {view.Found.Run} found it, sealed; anyone
        can check it with hub verify.</small></form>
        """));

    private Html Form(HttpContext http, CaseView view, CaseAction action) => Html.Of(
        $"""
        <form class="start" method="post" action="{CasePage.Address(view.Found.Number)}/act">{frame.Token(http)}
        <input type="hidden" name="action" value="{action}">
        <input type="hidden" name="seen" value="{view.Steps.Count}">
        <h3>{CaseWords.Action(action).Both()}</h3>
        <p class="note">{Explained(view, action)}</p>
        <label class="long">原因 Reason<input name="reason" required maxlength="{LongestReason}"></label>
        <button>确定 Do it</button></form>
        """);

    private static string Explained(CaseView view, CaseAction action) => action switch
    {
        CaseAction.Notify => $"信函放入经销商文件夹，申诉期 {view.Phases.AppealDays} 天。 A letter goes to the dealer's folder; "
            + $"it may appeal for {view.Phases.AppealDays} days.",
        CaseAction.Appeal => "写明经销商的答复。 Write down what the dealer says.",
        CaseAction.Confirm when view.Life.State == CaseState.Contested =>
            "驳回复议，裁定维持。 The ruling stands; nothing more moves.",
        CaseAction.Confirm => "数量转入所属区域的经销商，下次结算生效。 The volume moves to whose area it was; the next "
            + "settlement follows.",
        CaseAction.Dismiss => "不追究。 Nothing moves.",
        CaseAction.Reverse => "转回全部调整量，下次结算退回。 All that moved returns; the next settlement follows.",
        CaseAction.Close when view.Life.State == CaseState.Open => "不通知经销商即结案。 Dropped without telling the dealer.",
        CaseAction.Close => "结束此案。 Ends it.",
        _ => "对新发现的码再办一轮。 Another round for what was found since.",
    };
}
