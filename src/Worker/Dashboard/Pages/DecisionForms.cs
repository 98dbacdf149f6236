using DealerIntegration.Worker.Dashboard.Access;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>What was decided about a dealer's lines, and the forms to decide more (人工处理).</summary>
internal sealed class DecisionForms(Frame frame)
{
    public const int LongestReason = 500;

    public Html Render(HttpContext http, RunLine run, string dealer, IReadOnlyList<StoredDecision> decisions)
    {
        // An older result may name lines that are not there any more; decisions are checked against the last one.
        var mayAct = Roles.MayWorkOnMonth(http.User) && run.HasEnded;
        return Html.When(decisions.Count > 0 || mayAct, () => Html.Of(
            $"""
            <h2 id="decisions">人工处理 <small>Decisions {decisions.Count}</small></h2>
            {Html.When(decisions.Count > 0, () => Taken(http, run.Id, dealer, decisions, mayAct))}
            {Html.When(mayAct, () => Forms(http, run.Id, dealer))}
            """));
    }

    private Html Taken(
        HttpContext http, long run, string dealer, IReadOnlyList<StoredDecision> decisions, bool mayAct)
    {
        return Html.Of(
            $"""
            <div class="wide"><table class="money"><thead><tr><th class="n">#</th><th>处理 Decision</th>
            <th>我方 Ours</th><th>对方 Theirs</th><th class="n">差额 Difference</th><th>科目 Account</th>
            <th>原因 Reason</th><th>操作人 By</th><th>撤回 Taken back</th></tr></thead>
            <tbody>{Html.Each(decisions, d => Line(d, Withdrawal(d)))}</tbody></table></div>
            """);

        Html Withdrawal(StoredDecision taken) => taken.WithdrawnBy is { } by
            ? Html.Of($"""<small>{by}: {taken.WithdrawnWhy}</small>""")
            : Html.When(mayAct, () => Html.Of(
                $"""
                <form class="inline" method="post" action="/runs/{run}/decide">{frame.Token(http)}
                <input type="hidden" name="kind" value="withdraw">
                <input type="hidden" name="dealer" value="{dealer}">
                <input type="hidden" name="number" value="{taken.Decision.Number}">
                <input name="reason" required maxlength="{LongestReason}" placeholder="原因 Reason"
                aria-label="撤回原因 Reason of the withdrawal">
                <button class="quiet">撤回 Withdraw</button></form>
                """));
    }

    private static Html Line(StoredDecision taken, Html withdrawal)
    {
        var d = taken.Decision;
        return Html.Of(
            $"""
            <tr class="{(taken.WithdrawnBy is null ? "" : "gone")}"><td class="n">{d.Number}</td>
            <td>{Words.Decided(d.Kind)}</td><td><code>{string.Join(", ", d.OurIds)}</code></td>
            <td><code>{string.Join(", ", d.TheirIds)}</code></td>
            <td class="n">{Formats.Money(d.TheirAmount - d.OurAmount)}</td><td>{d.Account}</td>
            <td class="text">{d.Reason}</td><td>{d.DecidedBy} <small>{d.DecidedOn:yyyy-MM-dd}</small></td>
            <td>{withdrawal}</td></tr>
            """);
    }

    private Html Forms(HttpContext http, long run, string dealer)
    {
        return Html.Of(
            $"""
            <div class="decide">
            {Form(
                "match",
                "强制勾对 Force a match",
                Html.Of($"{Input("ours", "我方编号 Ours", "A,B")}{Input("theirs", "对方编号 Theirs", "C")}"))}
            {Form("undo", "取消勾对 Undo a match", Input("match", "勾对号 Match no.", "12"))}
            {Form(
                "writeoff",
                "核销 Write off",
                Html.Of($"{Input("item", "项目 Item", "R1|7")}{Input("account", "科目 Account", "6603")}"))}
            </div>
            """);

        Html Form(string kind, string title, Html fields) => Html.Of(
            $"""
            <form class="start" method="post" action="/runs/{run}/decide">{frame.Token(http)}
            <input type="hidden" name="kind" value="{kind}"><input type="hidden" name="dealer" value="{dealer}">
            <h3>{title}</h3>{fields}
            <label class="long">原因 Reason<input name="reason" required maxlength="{LongestReason}"></label>
            <button>确定 Decide</button></form>
            """);

        static Html Input(string name, string label, string example) => Html.Of(
            $"""<label>{label}<input name="{name}" required maxlength="2000" placeholder="{example}"></label>""");
    }
}
