using DealerIntegration.Worker.Dashboard.Access;
using DealerIntegration.Worker.Dashboard.Pages;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DealerIntegration.Worker.Dashboard;

/// <summary>The only pages the hub serves: sign-in, runs, Hangfire's own dashboard (看板).</summary>
internal static class DashboardSetup
{
    /// <summary>No page takes more than a short form.</summary>
    private const int LargestRequest = 256 * 1024;

    public static IServiceCollection AddDashboard(this IServiceCollection services, HubStart hub)
    {
        services.AddRouting();
        services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = LargestRequest;
        });

        // Kept with the other secrets, so that a restart neither ends sessions nor makes open forms invalid. Written
        // in plain on purpose: whoever can read that folder has the database's password as well.
        services.AddDataProtection()
            .SetApplicationName("dealer-integration-hub")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(hub.Paths.Secrets, "dashboard-keys")));
        services.Configure<KeyManagementOptions>(options => options.XmlEncryptor = new NullXmlEncryptor());
        services.AddAuthentication(Session.Scheme).AddCookie(Session.Scheme, Session.Configure);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Roles.It, policy => policy.RequireAuthenticatedUser().RequireRole(Roles.It))
            .AddPolicy(Roles.MonthPolicy, policy => policy.RequireAuthenticatedUser().RequireRole(Roles.MonthWorkers))
            .AddPolicy(Roles.FinancePolicy, policy => policy.RequireAuthenticatedUser().RequireRole(Roles.Finance))
            .AddPolicy(Roles.ChannelPolicy, policy => policy.RequireAuthenticatedUser().RequireRole(Roles.Channel));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "hub-form";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });

        services.AddSingleton<UserStore>().AddSingleton<DashboardQueries>();
        services.AddSingleton<ReconciliationQueries>();
        services.AddSingleton<SignInThrottle>().AddSingleton<SignIn>().AddSingleton<Health>();
        services.AddSingleton<Formats>().AddSingleton<Frame>().AddSingleton<RunTable>().AddSingleton<RunDetails>();
        services.AddSingleton<RunsPage>().AddSingleton<RunPage>().AddSingleton<ConnectorsPage>();
        services.AddSingleton<RunActions>().AddSingleton<Downloads>();
        services.AddMonthPages().AddCasePages().AddUploadPages();
        return services.AddSingleton(s => new FirstUser(
            s.GetRequiredService<Database>(), s.GetRequiredService<UserStore>(), hub.Paths, Console.Out));
    }

    public static void MapDashboard(this WebApplication app)
    {
        var health = app.Services.GetRequiredService<Health>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler(failed => failed.Run(http => PlainText.WriteAsync(
            http,
            StatusCodes.Status500InternalServerError,
            "出错了，详情见日志。 Something went wrong; the log of the hub tells what.")));
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<Forgery>();
        app.Use(HangfirePages.GuardAsync);

        app.MapGet(Health.Path, (CancellationToken cancel) => health.AnswerAsync(cancel)).AllowAnonymous();
        Assets.Map(app);
        MapAccess(app);
        MapRuns(app);
        app.MapMonths();
        app.MapCases();
        app.MapUploads();
        HangfirePages.Map(app);
        app.MapFallback("{**path}", (HttpContext http, RunPage page) => page.NotFound(http));
    }

    private static void MapAccess(WebApplication app)
    {
        app.MapGet(SignIn.Path, (HttpContext http, SignIn signIn, string? back) =>
            signIn.Show(http, back)).AllowAnonymous();
        app.MapPost(SignIn.Path, (HttpContext http, SignIn signIn, CancellationToken cancel) =>
            signIn.EnterAsync(http, cancel)).AllowAnonymous();
        app.MapPost("/sign-out", (HttpContext http, SignIn signIn, CancellationToken cancel) =>
            signIn.LeaveAsync(http, cancel));
    }

    private static void MapRuns(WebApplication app)
    {
        app.MapGet("/", (HttpContext http, RunsPage page, long? before, CancellationToken cancel) =>
            page.ShowAsync(http, before, cancel));
        app.MapGet("/connectors", (HttpContext http, ConnectorsPage page, CancellationToken cancel) =>
            page.ShowAsync(http, cancel));
        app.MapGet("/runs/{id:long}", (HttpContext http, RunPage run, long id, int? page, CancellationToken cancel) =>
            run.ShowAsync(http, id, cancel, page ?? 1));
        app.MapGet(
            "/files/{run:long}/{no:long}",
            (HttpContext http, Downloads files, long run, long no, CancellationToken cancel) =>
                files.SendAsync(http, run, no, cancel));
        app.MapPost("/runs", (HttpContext http, RunActions actions, CancellationToken cancel) =>
            actions.StartAsync(http, cancel)).RequireAuthorization(Roles.It);
        app.MapPost(
            "/runs/{id:long}/again",
            (HttpContext http, RunActions actions, long id, CancellationToken cancel) =>
                actions.AgainAsync(http, id, cancel)).RequireAuthorization(Roles.It);
    }
}
