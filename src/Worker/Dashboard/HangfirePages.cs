using DealerIntegration.Worker.Dashboard.Access;
using DealerIntegration.Worker.Storage;
using Hangfire;
using Hangfire.Dashboard;

namespace DealerIntegration.Worker.Dashboard;

/// <summary>
/// Hangfire's own dashboard behind our sign-in (后台任务). Everybody signed in may look; only IT acts, and what they
/// do is written to the audit log before Hangfire hears of it.
/// </summary>
internal static class HangfirePages
{
    public const string Path = "/hangfire";

    private const string Stats = Path + "/stats";

    public static void Map(WebApplication app) => app
        .MapHangfireDashboard(Path, new DashboardOptions
        {
            AppPath = "/",
            Authorization = [new SignedIn()],
            DarkModeEnabled = false,
            DashboardTitle = "后台任务 Jobs",
            DefaultRecordsPerPage = 20,
            DisplayStorageConnectionString = false,
            IgnoreAntiforgeryToken = false,
            IsReadOnlyFunc = context => !context.GetHttpContext().User.IsInRole(Roles.It),
            StatsPollingInterval = 5000,
        })
        .RequireAuthorization();

    /// <summary>The figures that Hangfire's pages fetch by POST every few seconds; they change nothing.</summary>
    public static bool IsPolling(HttpRequest request) => request.Path.Equals(Stats, StringComparison.OrdinalIgnoreCase);

    /// <summary>Stands before Hangfire: it knows only "may act" or not, and keeps no book of who did what.</summary>
    public static async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        var request = http.Request;
        var acts = request.Path.StartsWithSegments(Path) && !IsPolling(request)
            && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        if (acts && !http.User.IsInRole(Roles.It))
        {
            await PlainText.ForbiddenAsync(http);
            return;
        }

        if (acts)
        {
            var jobs = request.HasFormContentType
                ? string.Join(' ', (await request.ReadFormAsync(http.RequestAborted))["jobs[]"].ToArray())
                : null;
            await http.RequestServices.GetRequiredService<AuditLog>().WriteAsync(
                http.User.Identity!.Name!,
                $"hangfire.{request.Method.ToLowerInvariant()}",
                request.Path,
                jobs,
                http.RequestAborted);
        }

        await next(http);
    }

    // Replaces Hangfire's own filter, which trusts whoever comes from this machine.
    private sealed class SignedIn : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context) =>
            context.GetHttpContext().User.Identity?.IsAuthenticated == true;
    }
}
