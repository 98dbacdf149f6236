using DealerIntegration.Worker.Dashboard.Access;
using DealerIntegration.Worker.Dashboard.Pages;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard;

/// <summary>Pages and actions of a month's work (月结): looking is for everybody, acting for finance and IT.</summary>
internal static class MonthSetup
{
    public static IServiceCollection AddMonthPages(this IServiceCollection services) => services
        .AddSingleton<MonthsPage>().AddSingleton<MonthPage>().AddSingleton<MonthActions>()
        .AddSingleton<RebateQueries>().AddSingleton<RebateTable>().AddSingleton<RebatePage>()
        .AddSingleton<DealerTable>().AddSingleton<DealerPage>().AddSingleton<DealerDetails>().AddSingleton<BookPart>()
        .AddSingleton<AgeingPart>()
        .AddSingleton<DecisionForms>().AddSingleton<DecisionActions>()
        .AddSingleton<SettlementTable>().AddSingleton<SettlementActions>();

    public static void MapMonths(this WebApplication app)
    {
        app.MapGet("/months", (HttpContext http, MonthsPage page, CancellationToken cancel) =>
            page.ShowAsync(http, cancel));
        app.MapGet("/months/{period}", (HttpContext http, MonthPage page, string period, CancellationToken cancel) =>
            page.ShowAsync(http, period, cancel));
        app.MapPost(
            "/months/{period}/run",
            (HttpContext http, MonthActions actions, string period, CancellationToken cancel) =>
                actions.RunAsync(http, period, cancel)).RequireAuthorization(Roles.MonthPolicy);
        app.MapPost(
            "/months/{period}/close",
            (HttpContext http, MonthActions actions, string period, CancellationToken cancel) =>
                actions.CloseAsync(http, period, cancel)).RequireAuthorization(Roles.MonthPolicy);
        app.MapPost(
            "/months/{period}/reopen",
            (HttpContext http, MonthActions actions, string period, CancellationToken cancel) =>
                actions.ReopenAsync(http, period, cancel)).RequireAuthorization(Roles.MonthPolicy);
        app.MapPost(
            "/months/{period}/settlements/{run:long}/release",
            (HttpContext http, SettlementActions actions, string period, long run, CancellationToken cancel) =>
                actions.ReleaseAsync(http, period, run, cancel)).RequireAuthorization(Roles.FinancePolicy);
        app.MapPost(
            "/months/{period}/settlements/{run:long}/reject",
            (HttpContext http, SettlementActions actions, string period, long run, CancellationToken cancel) =>
                actions.RejectAsync(http, period, run, cancel)).RequireAuthorization(Roles.FinancePolicy);
        app.MapGet(
            "/runs/{id:long}/dealer",
            (HttpContext http, DealerPage page, long id, string? code, string? book, int? breaks, int? matches,
                CancellationToken cancel) =>
                page.ShowAsync(http, id, code ?? "", new DealerPaging(breaks ?? 1, matches ?? 1, book), cancel));
        app.MapGet(
            "/runs/{id:long}/rebate",
            (HttpContext http, RebatePage rebate, long id, string? dealer, string? policy, string? period, int? page,
                CancellationToken cancel) =>
                rebate.ShowAsync(http, id, dealer ?? "", policy ?? "", period ?? "", page ?? 1, cancel));
        app.MapPost(
            "/runs/{id:long}/decide",
            (HttpContext http, DecisionActions actions, long id, CancellationToken cancel) =>
                actions.DecideAsync(http, id, cancel)).RequireAuthorization(Roles.MonthPolicy);
    }
}
