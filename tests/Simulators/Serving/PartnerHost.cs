using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace DealerIntegration.Simulators.Serving;

/// <summary>Runs a simulated partner on loopback until it is stopped or the process that started it is gone.</summary>
internal static class PartnerHost
{
    public static WebApplication Build(int port, PartnerParts parts, Func<object> state)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(options => options.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddSingleton(parts);
        var app = builder.Build();
        app.UseMiddleware<FaultMiddleware>(parts);
        app.MapPost("/admin/faults", (Dictionary<string, int> wanted) =>
        {
            var unknown = parts.Faults.Set(wanted);
            return unknown.Count == 0
                ? Results.Ok(parts.Faults.Left)
                : Results.BadRequest($"No such fault: {string.Join(", ", unknown)}. Known: {parts.Faults.Names}.");
        });
        app.MapGet("/admin/state", () => Results.Json(state()));
        return app;
    }

    public static async Task Run(WebApplication app, int? parent, CancellationToken cancellation)
    {
        await app.StartAsync(cancellation);
        var features = app.Services.GetRequiredService<IServer>().Features;
        Console.WriteLine($"listening on {features.Get<IServerAddressesFeature>()!.Addresses.First()}");
        if (parent is { } id)
        {
            _ = StopWithParent(app, id, cancellation);
        }

        await app.WaitForShutdownAsync(cancellation);
    }

    /// <summary>A driver that was killed cannot stop its children, so they look after it themselves.</summary>
    private static async Task StopWithParent(WebApplication app, int id, CancellationToken cancellation)
    {
        try
        {
            using var parent = Process.GetProcessById(id);
            await parent.WaitForExitAsync(cancellation);
        }
        catch (ArgumentException)
        {
            // No such process: it ended before we looked.
        }

        await app.StopAsync(CancellationToken.None);
    }
}
