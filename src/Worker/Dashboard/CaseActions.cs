using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Worker.Cases;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Dashboard.Pages;
using DealerIntegration.Worker.EvidencePacks;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard;

/// <summary>What channel control does about a case from its page (案件办理); the desk checks and audits it.</summary>
internal sealed class CaseActions(
    CaseDesk desk, EvidenceDesk evidence, AuditLog audit, TimeProvider clock, CasePage page, RunPage other)
{
    public async Task<IResult> ActAsync(HttpContext http, string number, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (!Enum.TryParse<CaseAction>(form["action"], ignoreCase: true, out var action) || !Enum.IsDefined(action)
            || !int.TryParse(form["seen"], out var seen))
        {
            return other.NotFound(http);
        }

        try
        {
            await desk.ActAsync(
                action, new CaseRequest(number, http.User.Identity!.Name!, form["reason"].ToString(), Seen: seen),
                cancel);
            return Results.LocalRedirect(CasePage.Address(number));
        }
        catch (UsageException e)
        {
            return await page.RenderAsync(
                http, number, 1, Html.Of($"未能完成。 {e.Message}"), StatusCodes.Status409Conflict, cancel);
        }
    }

    /// <summary>
    /// The sealed pack of what the page shows (证据包). Handing it out is an act that stands in the audit log, hence no
    /// link.
    /// </summary>
    public async Task<IResult> EvidenceAsync(HttpContext http, string number, CancellationToken cancel)
    {
        try
        {
            var shown = await desk.OpenAsync(number, cancel);
            var pack = await evidence.MakeAsync(
                number, shown.View.Found.Run, http.User.Identity!.Name!, clock.GetUtcNow(), cancel);
            return Results.File(pack.Content, "application/zip", SealedPack.NameOf(number));
        }
        catch (Exception e) when (e is UsageException or ConfigurationException)
        {
            return await page.RenderAsync(
                http, number, 1, Html.Of($"未能出具证据包。 {e.Message}"), StatusCodes.Status409Conflict, cancel);
        }
    }

    public async Task<IResult> PaperAsync(HttpContext http, string number, int no, CancellationToken cancel)
    {
        if (await desk.PaperAsync(number, no, cancel) is not { } paper)
        {
            return other.NotFound(http);
        }

        await audit.WriteAsync(http.User.Identity!.Name!, "file.download", $"case {number}", paper.Name, cancel);

        // A dealer's paper may be anything: it is saved, never shown.
        return Results.File(paper.Content, "application/octet-stream", paper.Name);
    }
}
