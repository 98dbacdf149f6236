using DealerIntegration.Worker.Dashboard.Access;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>The first page: what ran, on what, by whom, and how it ended (运行).</summary>
internal sealed class RunsPage(
    DashboardQueries queries, RunTable table, JobCatalog catalog, Frame frame, Formats formats)
{
    private const int PageSize = 25;

    public async Task<IResult> ShowAsync(HttpContext http, long? before, CancellationToken cancel) =>
        await RenderAsync(http, before, null, new StartForm("", "", ""), StatusCodes.Status200OK, cancel);

    /// <summary>The page again after a request that cannot be carried out, with what was typed.</summary>
    public Task<IResult> RefuseAsync(
        HttpContext http, Html problem, StartForm typed, int status, CancellationToken cancel) =>
        RenderAsync(http, null, problem, typed, status, cancel);

    private async Task<IResult> RenderAsync(
        HttpContext http, long? before, Html? problem, StartForm typed, int status, CancellationToken cancel)
    {
        var runs = await queries.RunsAsync(before, PageSize, cancel);
        var heads = runs.Where(r => r.ParentId is null).ToList();
        var newest = heads.FirstOrDefault(h => runs.Any(r => r.ParentId == h.Id))?.Id;
        var lines = runs.Count == 0
            ? Html.Of($"""<p class="empty">还没有运行记录。 Nothing has run yet.</p>""")
            : table.Render(runs, r => !r.HasEnded || r.Id == newest);
        var older = Html.When(
            heads.Count == PageSize,
            () => Html.Of($"""<p class="more"><a href="/?before={heads[^1].Id}">更早 Older</a></p>"""));
        var main = Html.Of(
            $"""
            <h1>运行 <small>Runs</small></h1>
            {Html.When(problem is not null, () => Html.Of($"""<p class="problem" role="alert">{problem}</p>"""))}
            {Html.When(http.User.IsInRole(Roles.It), () => Start(http, typed))}
            <section id="live">{lines}{older}
            <p class="note">时间 Times: {formats.Zone}</p></section>
            """);
        return frame.Render(http, "运行 Runs", main, refreshes: before is null, status);
    }

    private Html Start(HttpContext http, StartForm typed) => Html.Of(
        $"""
        <form class="start" method="post" action="/runs">
        {frame.Token(http)}
        <label>内容 What<select name="pipeline" required>{Html.Each(catalog.Names, Choice)}</select></label>
        <label>范围 Scope<input name="scope" maxlength="{StartForm.LongestScope}" placeholder="sap/invoices"
        value="{typed.Scope}"></label>
        <label>期间 Period<input name="period" pattern="[0-9][0-9][0-9][0-9]-[0-9][0-9]" maxlength="7" size="8"
        placeholder="2026-10" value="{typed.Period}"></label>
        <button>开始 Start</button>
        </form>
        """);

    private Html Choice(string name) => Html.Of($"""<option value="{name}">{name} {Words.Pipeline(name)}</option>""");
}

/// <summary>What somebody typed to start a run.</summary>
internal sealed record StartForm(string Pipeline, string Scope, string Period)
{
    public const int LongestScope = 100;
}
