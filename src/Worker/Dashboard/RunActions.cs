using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Dashboard.Pages;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard;

/// <summary>What IT can set going from the pages. Each action stands in the audit log before it happens.</summary>
internal sealed class RunActions(
    RunStarter starter,
    RunStore runs,
    JobCatalog catalog,
    DashboardQueries queries,
    AuditLog audit,
    RunsPage list,
    RunPage page)
{
    public async Task<IResult> StartAsync(HttpContext http, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var typed = new StartForm(
            form["pipeline"].ToString(), form["scope"].ToString().Trim(), form["period"].ToString().Trim());
        if (Problem(typed) is { } problem)
        {
            return await list.RefuseAsync(http, Html.Of($"{problem}"), typed, StatusCodes.Status400BadRequest, cancel);
        }

        var period = typed.Period.Length == 0 ? null : typed.Period;
        var request = new RunRequest(typed.Pipeline, typed.Scope, period, http.User.Identity!.Name!);
        return await OpenRunAsync(request, cancel) is { } open
            ? await list.RefuseAsync(http, AlreadyRuns(open), typed, StatusCodes.Status409Conflict, cancel)
            : await StartAsync("run.start", request, null, cancel);
    }

    public async Task<IResult> AgainAsync(HttpContext http, long id, CancellationToken cancel)
    {
        if (await runs.FindAsync(id, cancel) is not { } run)
        {
            return page.NotFound(http);
        }

        var request = new RunRequest(run.Pipeline, run.Scope, run.Period, http.User.Identity!.Name!, run.Parameters);
        var problem = !catalog.Has(run.Pipeline)
            ? Html.Of($"{NoPipeline(run.Pipeline)}")
            : await OpenRunAsync(request, cancel) is { } open ? AlreadyRuns(open) : null;
        return problem is not null
            ? await page.RenderAsync(http, id, problem, StatusCodes.Status409Conflict, cancel) ?? page.NotFound(http)
            : await StartAsync("run.again", request, $"as run {id}", cancel);
    }

    private async Task<IResult> StartAsync(string action, RunRequest request, string? detail, CancellationToken cancel)
    {
        var subject = $"{request.Pipeline} {request.Scope} {request.Period}".Trim();
        await audit.WriteAsync(request.AskedBy, action, subject, detail, cancel);
        var id = await starter.StartAsync(request, cancel);
        return Results.LocalRedirect($"/runs/{id}");
    }

    // A second click, or a colleague with the same idea: one of them is enough.
    private Task<long?> OpenRunAsync(RunRequest request, CancellationToken cancel) =>
        queries.OpenRunAsync(request.Pipeline, request.Scope, request.Period, cancel);

    private string? Problem(StartForm typed) =>
        !catalog.Has(typed.Pipeline) ? NoPipeline(typed.Pipeline)
        : typed.Scope.Length > StartForm.LongestScope || typed.Scope.Any(char.IsControl)
            ? $"范围最长 {StartForm.LongestScope} 个字符。 A scope has at most {StartForm.LongestScope} characters, "
                + "none of them invisible, for example sap/invoices."
        : typed.Period.Length > 0 && !Period.TryParse(typed.Period, out _)
            ? $"“{typed.Period}” 不是期间。 '{typed.Period}' is not a period; write year and month, for example 2026-10."
        : null;

    private string NoPipeline(string name) =>
        $"没有“{name}”。 There is no pipeline '{name}'; there are {string.Join(", ", catalog.Names)}.";

    private static Html AlreadyRuns(long open) => Html.Of(
        $"""
        运行 <a href="/runs/{open}">{open}</a> 正在做同样的事，没有另外开始。
        Run <a href="/runs/{open}">{open}</a> is doing just this; nothing was started.
        """);
}
