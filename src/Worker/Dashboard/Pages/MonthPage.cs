using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Dashboard.Access;
using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>How a month stands, what keeps it from being closed, and the buttons for it (月结).</summary>
internal sealed class MonthPage(
    PeriodDesk desk, DashboardQueries queries, SettlementTable settlements, RebateTable rebates, RunTable table,
    Frame frame, Formats formats, RunPage runs)
{
    /// <summary>What finance may start for a month, in the order in which it is done.</summary>
    public static readonly IReadOnlyList<string> Pipelines = ["reconcile", "settle", "statements"];

    private const int MostBlockers = 200;

    private const int MostRuns = 12;

    public async Task<IResult> ShowAsync(HttpContext http, string text, CancellationToken cancel) =>
        Period.TryParse(text, out var period)
            ? await RenderAsync(http, period, null, StatusCodes.Status200OK, cancel)
            : runs.NotFound(http);

    public async Task<IResult> RenderAsync(
        HttpContext http, Period period, Html? problem, int status, CancellationToken cancel)
    {
        var report = await desk.LookAsync(period, cancel);
        var lines = await queries.RunsOfAsync(period.ToString(), [.. Pipelines, "release"], MostRuns, cancel);
        var main = Html.Of(
            $"""
            <h1>月结 {period} <small>Month</small> {Words.State(report.State)}</h1>
            {Html.When(problem is not null, () => Html.Of($"""<p class="problem" role="alert">{problem}</p>"""))}
            {Html.When(Roles.MayWorkOnMonth(http.User), () => Actions(http, report))}
            {await settlements.RenderAsync(http, period, cancel)}
            <section id="live">
            {Figures(report)}
            {Standing(report)}
            {await rebates.OfMonthAsync(period, cancel)}
            {Runs(lines)}
            {History(report)}
            <p class="note">时间 Times: {formats.Zone}</p>
            </section>
            """);
        return frame.Render(http, $"月结 {period}", main, refreshes: report.Facts.Runs.Count > 0, status);
    }

    private Html Actions(HttpContext http, PeriodReport report) => report.State == PeriodState.Closed
        ? Html.Of(
            $"""
            <form class="start" method="post" action="/months/{report.Period}/reopen">{frame.Token(http)}
            <label class="long">反结账原因 Why it is opened again
            <input name="reason" required maxlength="500"></label>
            <button class="quiet">反结账 Reopen</button></form>
            """)
        : Html.Of(
            $"""
            <div class="start">
            <form method="post" action="/months/{report.Period}/run">{frame.Token(http)}
            {Html.Each(Pipelines, Start)}</form>
            <form class="right" method="post" action="/months/{report.Period}/close">{frame.Token(http)}
            <button{(report.Blockers.Count > 0 ? Html.Of($" disabled") : Html.Nothing)}>结账 Close</button></form>
            </div>
            """);

    private static Html Start(string pipeline) => Html.Of(
        $"""
        <button class="quiet" name="pipeline" value="{pipeline}">{Words.Pipeline(pipeline)} {pipeline}</button>
        """);

    private static Html Figures(PeriodReport report)
    {
        var dealers = report.Facts.Dealers;
        var green = dealers.Count(d => d.Status == "green");
        var incomplete = dealers.Count(d => d.Status == "incomplete");
        var residual = dealers.Sum(d => Math.Abs(d.Residual ?? 0m));
        var latest = report.Facts.Reconciled is { } run
            ? Html.Of($"""<a href="/runs/{run}">{run}</a>""") : Html.Of($"–");
        return Html.Of(
            $"""
            <dl class="summary">
            <div><dt>对账 Reconciliation</dt><dd>{latest}</dd></div>
            <div><dt>平 Green</dt><dd>{green} / {dealers.Count}</dd></div>
            <div><dt>不完整 Incomplete</dt><dd class="{(incomplete > 0 ? "some" : "")}">{incomplete}</dd></div>
            <div><dt>未解释差额 Residual</dt>
            <dd class="{(residual != 0m ? "bad" : "")}">{Formats.Money(residual)}</dd></div>
            <div><dt>结账障碍 In the way of a close</dt>
            <dd class="{(report.Blockers.Count > 0 ? "some" : "")}">{report.Blockers.Count}</dd></div>
            </dl>
            """);
    }

    private static Html Standing(PeriodReport report)
    {
        if (report.State == PeriodState.Closed)
        {
            return report.FiguresHold == true
                ? Html.Of($"""<div class="box good"><p>数字与结账时一致。 The figures are those of the close.</p></div>""")
                : Html.Of(
                    $"""
                    <div class="box failed"><p>数字与结账时不一致，请查运行与操作日志。
                    The figures are not those of the close; compare the runs and look into the audit log.</p></div>
                    """);
        }

        if (report.Blockers.Count == 0)
        {
            return Html.Of($"""<div class="box good"><p>没有障碍，可以结账。 Nothing is in the way of a close.</p></div>""");
        }

        var more = Html.When(
            report.Blockers.Count > MostBlockers,
            () => Html.Of($"""<p class="note">前 {MostBlockers} 个 The first {MostBlockers}.</p>"""));
        return Html.Of(
            $"""
            <h2>结账障碍 <small>In the way of a close: {report.Blockers.Count}</small></h2>
            <ul class="blockers">{Html.Each(report.Blockers.Take(MostBlockers), Blocker)}</ul>{more}
            """);
    }

    private static Html Blocker(PeriodBlocker blocker) => Html.Of(
        $"""
        <li><span class="owner">{Owner(blocker.Owner)}</span><p>{blocker.What}</p><code>{blocker.Remedy}</code></li>
        """);

    private static string Owner(string owner) => owner switch
    {
        PeriodBlocker.Finance => "财务 finance",
        PeriodBlocker.It => "IT",
        _ => $"经销商 {owner}",
    };

    private Html Runs(IReadOnlyList<RunLine> lines) => Html.When(lines.Count > 0, () => Html.Of(
        $"""
        <h2>运行 <small>Runs of the month</small></h2>
        <div class="wide">{table.Render([.. lines.Select(l => l with { ParentId = null })], _ => false)}</div>
        """));

    private Html History(PeriodReport report) => Html.When(report.History.Count > 0, () => Html.Of(
        $"""
        <h2>经过 <small>History</small></h2>
        <div class="wide"><table><thead><tr><th class="n">#</th><th>时间 At</th><th>状态 State</th><th>操作人 By</th>
        <th>原因 Reason</th><th class="n">水位 Watermark</th></tr></thead>
        <tbody>{Html.Each(report.History.Reverse(), Step)}</tbody></table></div>
        """));

    private Html Step(PeriodEvent step) => Html.Of(
        $"""
        <tr><td class="n">{step.No}</td><td class="at">{formats.Instant(step.At)}</td><td>{Words.State(step.State)}</td>
        <td>{step.Actor}</td><td>{step.Reason}</td><td class="n">{step.Watermark}</td></tr>
        """);
}
