using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Dashboard.Pages;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard;

/// <summary>
/// What finance sets going in a month: its runs, the close, the reopening. Each stands in the audit log before it
/// happens; the desk of periods writes its own.
/// </summary>
internal sealed class MonthActions(
    RunStarter starter, DashboardQueries queries, AuditLog audit, PeriodDesk desk, MonthPage page, RunPage runs)
{
    public async Task<IResult> RunAsync(HttpContext http, string text, CancellationToken cancel)
    {
        var pipeline = (await http.Request.ReadFormAsync(cancel))["pipeline"].ToString();
        if (!Period.TryParse(text, out var period) || !MonthPage.Pipelines.Contains(pipeline))
        {
            return runs.NotFound(http);
        }

        var user = http.User.Identity!.Name!;
        if (await queries.OpenRunAsync(pipeline, "", period.ToString(), cancel) is { } open)
        {
            var problem = Html.Of(
                $"""
                运行 <a href="/runs/{open}">{open}</a> 正在做同样的事，没有另外开始。
                Run <a href="/runs/{open}">{open}</a> is doing just this; nothing was started.
                """);
            return await page.RenderAsync(http, period, problem, StatusCodes.Status409Conflict, cancel);
        }

        await audit.WriteAsync(user, "run.start", $"{pipeline} {period}", null, cancel);
        var id = await starter.StartAsync(new RunRequest(pipeline, "", period.ToString(), user), cancel);
        return Results.LocalRedirect($"/runs/{id}");
    }

    public Task<IResult> CloseAsync(HttpContext http, string text, CancellationToken cancel) => ActAsync(
        http, text, period => desk.CloseAsync(period, http.User.Identity!.Name!, cancel), cancel);

    public async Task<IResult> ReopenAsync(HttpContext http, string text, CancellationToken cancel)
    {
        var reason = (await http.Request.ReadFormAsync(cancel))["reason"].ToString();
        return await ActAsync(
            http, text, period => desk.ReopenAsync(period, http.User.Identity!.Name!, reason, cancel), cancel);
    }

    private async Task<IResult> ActAsync(
        HttpContext http, string text, Func<Period, Task> act, CancellationToken cancel)
    {
        if (!Period.TryParse(text, out var period))
        {
            return runs.NotFound(http);
        }

        try
        {
            await act(period);
            return Results.LocalRedirect($"/months/{period}");
        }
        catch (UsageException e)
        {
            // What is in the way stands on the page itself; the first line says what was refused.
            var problem = Html.Of($"未能完成。 {e.Message.Split('\n')[0].TrimEnd(':')}");
            return await page.RenderAsync(http, period, problem, StatusCodes.Status409Conflict, cancel);
        }
    }
}
