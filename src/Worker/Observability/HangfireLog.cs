using Hangfire.Logging;
using Serilog.Events;

namespace DealerIntegration.Worker.Observability;

/// <summary>
/// Hangfire's messages into our log. Hangfire keeps its log provider in a static field, so it must not hold the logger
/// factory of a hub that may be gone while another one of the same process lives.
/// </summary>
internal sealed class HangfireLog : ILogProvider
{
    public ILog GetLogger(string name) => new Named(name);

    private sealed class Named(string name) : ILog
    {
        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string>? messageFunc, Exception? exception = null)
        {
            // Both count from the most talkative, 0, to fatal, 5.
            var level = (LogEventLevel)logLevel;
            var log = Serilog.Log.ForContext(Serilog.Core.Constants.SourceContextPropertyName, name);
            if (messageFunc is not null && log.IsEnabled(level))
            {
                log.Write(level, exception, "{Message:l}", messageFunc());
            }

            return log.IsEnabled(level);
        }
    }
}
