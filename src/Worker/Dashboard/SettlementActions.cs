using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Dashboard.Pages;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Rebates;

namespace DealerIntegration.Worker.Dashboard;

/// <summary>The second person's decision about a prepared settlement (放行与退回); the desk audits it first.</summary>
internal sealed class SettlementActions(ReleaseDesk desk, RunStarter starter, MonthPage page, RunPage runs)
{
    public Task<IResult> ReleaseAsync(HttpContext http, string text, long run, CancellationToken cancel) => ActAsync(
        http,
        text,
        async by =>
        {
            var request = await desk.ReleaseAsync(new ReleasePart(run), by, cancel);
            return $"/runs/{await starter.StartAsync(request, cancel)}";
        },
        cancel);

    public async Task<IResult> RejectAsync(HttpContext http, string text, long run, CancellationToken cancel)
    {
        var reason = (await http.Request.ReadFormAsync(cancel))["reason"].ToString();
        return await ActAsync(
            http,
            text,
            async by =>
            {
                await desk.RejectAsync(run, by, reason, cancel);
                return $"/months/{text}";
            },
            cancel);
    }

    private async Task<IResult> ActAsync(
        HttpContext http, string text, Func<string, Task<string>> act, CancellationToken cancel)
    {
        if (!Period.TryParse(text, out var period))
        {
            return runs.NotFound(http);
        }

        try
        {
            return Results.LocalRedirect(await act(http.User.Identity!.Name!));
        }
        catch (UsageException e)
        {
            return await page.RenderAsync(
                http, period, Html.Of($"未能完成。 {e.Message}"), StatusCodes.Status409Conflict, cancel);
        }
    }
}
