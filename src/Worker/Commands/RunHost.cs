using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;
using Serilog;

namespace DealerIntegration.Worker.Commands;

/// <summary>A hub process without pages: asks for runs, watches them and, if nobody else works, works itself.</summary>
internal sealed class RunHost : IAsyncDisposable
{
    private readonly IHost _host;

    private RunHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    /// <param name="hub">The opened hub.</param>
    /// <param name="workers">
    /// Background workers in this process; 0: none, null: only when no other process has any.
    /// </param>
    /// <param name="cancel">Stops waiting for the start.</param>
    public static async Task<RunHost> StartAsync(HubStart hub, int? workers, CancellationToken cancel)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            DisableDefaults = true,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Services.AddHub(hub);
        var wanted = workers ?? (await ServerSessions.AnyWorkersAsync(hub.ConnectionString, cancel) ? 0
            : hub.Options.Work.Workers);
        if (wanted > 0)
        {
            builder.Services.AddHubWorkers(wanted);
        }

        builder.Services.AddSerilog(LogFiles.Configure(hub.Paths, console: false));
        var host = builder.Build();
        await host.StartAsync(cancel);
        return new RunHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
