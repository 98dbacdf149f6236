using DealerIntegration.Worker.Dashboard.Access;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>Everything about one run (运行详情).</summary>
internal sealed class RunPage(
    DashboardQueries queries, RunTable table, RunDetails details, DealerTable dealers, RebateTable rebates, Frame frame,
    Formats formats)
{
    public async Task<IResult> ShowAsync(HttpContext http, long id, CancellationToken cancel, int page = 1) =>
        await RenderAsync(http, id, null, StatusCodes.Status200OK, cancel, page) ?? NotFound(http);

    public async Task<IResult?> RenderAsync(
        HttpContext http, long id, Html? problem, int status, CancellationToken cancel, int page = 1)
    {
        var family = await queries.FamilyAsync(id, cancel);
        if (family.Count == 0 || await queries.FactsAsync(id, cancel) is not { } facts)
        {
            return null;
        }

        var run = family[0];
        var steps = family.Skip(1).ToList();
        var main = Html.Of(
            $"""
            <h1>运行 {run.Id} <small>{run.Pipeline} {Words.Pipeline(run.Pipeline)}</small></h1>
            {Html.When(problem is not null, () => Html.Of($"""<p class="problem" role="alert">{problem}</p>"""))}
            {Html.When(http.User.IsInRole(Roles.It) && run.HasEnded, () => Again(http, run))}
            <section id="live">
            {Summary(run, facts, steps)}
            {Trouble(run, facts)}
            {await dealers.OfRunAsync(run, page, cancel)}
            {await rebates.OfRunAsync(run, page, cancel)}
            {Html.When(steps.Count > 0, () => Steps(steps))}
            <h2>结果数字 <small>Counts</small></h2>{Formats.Figures(facts.Counts)}
            {await details.CertificateAsync(id, cancel)}
            {await details.FilesAsync(run, cancel)}
            {await details.RejectedAsync(id, cancel)}
            {await details.ChunksAsync(id, cancel)}
            <p class="note">时间 Times: {formats.Zone}</p>
            </section>
            """);
        return frame.Render(http, $"运行 Run {run.Id}", main, refreshes: !run.HasEnded, status);
    }

    public IResult NotFound(HttpContext http) => frame.Render(
        http,
        "404",
        Html.Of($"<h1>没有这个页面 <small>There is no such page</small></h1>"),
        status: StatusCodes.Status404NotFound);

    private Html Summary(RunLine run, RunFacts facts, IReadOnlyList<RunLine> steps) => Html.Of(
        $"""
        <dl class="summary">
        <div><dt>状态 Status</dt><dd>{Words.Status(run.Status)}</dd></div>
        <div><dt>进度 Progress</dt><dd>{table.Progress(run, steps)}</dd></div>
        <div><dt>范围 Scope</dt><dd>{Or(run.Scope, "全部 all")}</dd></div>
        <div><dt>期间 Period</dt><dd>{Month(run.Period)}</dd></div>
        <div><dt>读入行 Rows in</dt><dd>{Formats.Count(run.RowsIn + steps.Sum(s => s.RowsIn))}</dd></div>
        <div><dt>拒收 Rejected</dt><dd>{Formats.Count(run.Rejected + steps.Sum(s => s.Rejected))}</dd></div>
        <div><dt>用时 Time</dt><dd>{Formats.Duration(run.Seconds)}</dd></div>
        <div><dt>发起 Asked by</dt><dd>{run.AskedBy}</dd></div>
        <div><dt>开始 Started</dt><dd>{formats.Instant(run.StartedAt)}</dd></div>
        <div><dt>结束 Ended</dt><dd>{formats.Instant(run.EndedAt)}</dd></div>
        <div><dt>水位 Watermark</dt><dd>{facts.Watermark?.ToString() ?? "–"}</dd></div>
        <div><dt>规则 Rules</dt><dd><code>{Short(facts.RulesHash)}</code></dd></div>
        <div><dt>程序版本 Code</dt><dd><code>{Short(facts.CodeVersion)}</code></dd></div>
        <div><dt>上级 Part of</dt><dd>{Link(run.ParentId)}</dd></div>
        <div><dt>被取代 Superseded by</dt><dd>{Link(run.SupersededBy)}</dd></div>
        </dl>
        """);

    private Html Steps(IReadOnlyList<RunLine> steps) =>
        Html.Of($"<h2>步骤 <small>Steps</small></h2>{table.Render(steps, _ => false)}");

    private static Html Trouble(RunLine run, RunFacts facts)
    {
        var note = Html.When(
            run.Note is not null,
            () => Html.Of(
                $"""
                <div class="box incomplete"><h2>缺少 <small>What is missing</small></h2><p>{run.Note}</p></div>
                """));
        var error = Html.When(
            facts.Error is not null,
            () => Html.Of(
                $"""
                <div class="box failed"><h2>错误 <small>Error ({facts.ErrorKind})</small></h2><pre>{facts.Error}</pre>
                <p>{Words.Remedy(facts.ErrorKind)}</p></div>
                """));
        return Html.Of($"{error}{note}");
    }

    private Html Again(HttpContext http, RunLine run) => Html.Of(
        $"""
        <form class="again" method="post" action="/runs/{run.Id}/again">{frame.Token(http)}
        <button>重新运行 Run again</button></form>
        """);

    private static Html Month(string? period) => period is null
        ? Html.Of($"–") : Html.Of($"""<a href="/months/{period}">{period}</a>""");

    private static Html Link(long? run) => run is null
        ? Html.Of($"–") : Html.Of($"""<a href="/runs/{run}">{run}</a>""");

    private static string Or(string? text, string instead) => string.IsNullOrEmpty(text) ? instead : text;

    private static string Short(string? hash) => hash is null ? "–" : hash.Length > 24 ? hash[..24] + "…" : hash;
}
