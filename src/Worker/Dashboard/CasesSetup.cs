using DealerIntegration.Worker.Dashboard.Access;
using DealerIntegration.Worker.Dashboard.Pages;
using DealerIntegration.Worker.EvidencePacks;

namespace DealerIntegration.Worker.Dashboard;

/// <summary>
/// Pages and actions of diversion cases (窜货案件): looking is for everybody, acting for channel control.
/// </summary>
internal static class CasesSetup
{
    public static IServiceCollection AddCasePages(this IServiceCollection services) => services
        .AddSingleton<CasesPage>().AddSingleton<CasePage>().AddSingleton<CaseForms>().AddSingleton<CaseActions>()
        .AddSingleton<EvidenceDesk>();

    public static void MapCases(this WebApplication app)
    {
        app.MapGet(
            "/cases",
            (HttpContext http, CasesPage cases, string? show, string? dealer, int? page, CancellationToken cancel) =>
                cases.ShowAsync(http, show, dealer, page ?? 1, cancel));
        app.MapGet(
            "/cases/{number}",
            (HttpContext http, CasePage one, string number, int? page, CancellationToken cancel) =>
                one.ShowAsync(http, number, page ?? 1, cancel));
        app.MapGet(
            "/cases/{number}/papers/{no:int}",
            (HttpContext http, CaseActions actions, string number, int no, CancellationToken cancel) =>
                actions.PaperAsync(http, number, no, cancel));
        app.MapPost(
            "/cases/{number}/act",
            (HttpContext http, CaseActions actions, string number, CancellationToken cancel) =>
                actions.ActAsync(http, number, cancel)).RequireAuthorization(Roles.ChannelPolicy);
        app.MapPost(
            "/cases/{number}/evidence",
            (HttpContext http, CaseActions actions, string number, CancellationToken cancel) =>
                actions.EvidenceAsync(http, number, cancel)).RequireAuthorization(Roles.ChannelPolicy);
    }
}
