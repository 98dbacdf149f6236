using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Dashboard.Pages;
using DealerIntegration.Worker.Decisions;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard;

/// <summary>Decisions from a dealer's page (人工处理), checked and audited like those of commands.</summary>
internal sealed class DecisionActions(DecisionDesk desk, RunStore runs, DealerPage page, RunPage other)
{
    public async Task<IResult> DecideAsync(HttpContext http, long id, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var dealer = form["dealer"].ToString();
        if (await runs.FindAsync(id, cancel) is not { Pipeline: "reconcile" } run
            || !Period.TryParse(run.Period, out var period))
        {
            return other.NotFound(http);
        }

        try
        {
            var reason = form["reason"].ToString();
            if (reason.Length > DecisionForms.LongestReason)
            {
                throw new UsageException($"The reason is longer than {DecisionForms.LongestReason} characters.");
            }

            await DecideAsync(form, new DecisionRequest(period, dealer, http.User.Identity!.Name!, reason), cancel);
            return Results.LocalRedirect(DealerPage.Address(id, dealer) + "#decisions");
        }
        catch (Exception e) when (e is UsageException or ConfigurationException)
        {
            return await page.RenderAsync(
                http, id, dealer, DealerPaging.First, Html.Of($"未作处理。 {e.Message}"), StatusCodes.Status409Conflict,
                cancel);
        }
    }

    private Task DecideAsync(IFormCollection form, DecisionRequest request, CancellationToken cancel) =>
        form["kind"].ToString() switch
        {
            "match" => desk.ForceAsync(
                request, DecisionRequest.Ids(form["ours"]), DecisionRequest.Ids(form["theirs"]), cancel),
            "undo" => desk.UndoAsync(request, (int)Number(form["match"], int.MaxValue), cancel),
            "writeoff" => desk.WriteOffAsync(request, form["item"].ToString(), form["account"].ToString(), cancel),
            "withdraw" => desk.WithdrawAsync(
                Number(form["number"], long.MaxValue), request.Actor, request.Reason, cancel),
            var kind => throw new UsageException($"There is no decision '{kind}'."),
        };

    private static long Number(string? text, long most) =>
        long.TryParse(text, out var number) && number >= 1 && number <= most
            ? number
            : throw new UsageException($"'{text}' is not a number; write the one that the list shows.");
}
