using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Worker.Dashboard;

/// <summary>The only pages the hub serves: sign-in, runs, Hangfire's own dashboard.</summary>
internal static class DashboardSetup
{
    public static IServiceCollection AddDashboard(this IServiceCollection services, HubStart hub)
    {
        services.AddRouting();
        services.AddSingleton<FirstUser>();
        return services;
    }

    public static void MapDashboard(this WebApplication app)
    {
        app.MapGet("/health", () => "ok");
    }
}
