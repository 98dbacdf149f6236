using Serilog;
using Serilog.Events;

namespace DealerIntegration.Worker.Hosting;

/// <summary>
/// Where logs go: a file per day in the data folder, kept for a fortnight, and the console of a service.
/// </summary>
internal static class LogFiles
{
    private const string Template =
        "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {SourceContext} {Message:lj}{NewLine}{Exception}";

    public static Action<LoggerConfiguration> Configure(HubPaths paths, bool console) => configuration =>
    {
        configuration
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Hangfire", LogEventLevel.Warning)
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            .WriteTo.File(
                Path.Combine(paths.Logs, "hub-.log"),
                outputTemplate: Template,
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: 14,
                shared: true);
        if (console)
        {
            // Why a start failed is told by the command itself, in words for a person; the file keeps the stack.
            configuration.WriteTo.Logger(shown => shown
                .Filter.ByExcluding(e => e.MessageTemplate.Text == "Hosting failed to start")
                .WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss} [{Level:u3}] {Message:lj}{NewLine}{Exception}"));
        }
    };
}
