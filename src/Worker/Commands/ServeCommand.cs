using System.CommandLine;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Worker.Dashboard;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using Hangfire;
using Serilog;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub serve</c>: the hub as a service: workers, schedules and the dashboard.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var url = new Option<string?>("--url") { Description = "Address of the dashboard (default: hub.json)" };
        var workers = new Option<int?>("--workers") { Description = "Background workers (default: hub.json)" };
        var command = new Command("serve", "Run workers, schedules and the dashboard until stopped") { url, workers };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            hub => ServeAsync(
                hub,
                parsed.GetValue(url) ?? hub.Options.Dashboard.Address,
                parsed.GetValue(workers) ?? hub.Options.Work.Workers,
                cancel),
            cancel));
        return command;
    }

    private static async Task<int> ServeAsync(HubStart hub, string url, int workers, CancellationToken cancel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseKestrelCore().UseUrls(url);
        builder.Services.AddHub(hub).AddHubWorkers(workers).AddDashboard(hub);
        builder.Services.AddSerilog(LogFiles.Configure(hub.Paths, console: true));
        await using var app = builder.Build();
        app.Services.GetRequiredService<Schedules>().Register(
            app.Services.GetRequiredService<IRecurringJobManager>(), app.Services.GetRequiredService<JobStorage>());
        await app.Services.GetRequiredService<FirstUser>().EnsureAsync(cancel);
        app.MapDashboard();
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new ConfigurationException(
                $"{url} is in use by another process. Stop it, or choose another address with --url or in "
                + $"{Path.Combine(hub.Paths.Config, "hub.json")} ($.dashboard.address).",
                e);
        }

        Console.WriteLine($"The hub is ready; dashboard {url}");
        await app.WaitForShutdownAsync(cancel);
        return 0;
    }
}
