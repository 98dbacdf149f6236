using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace DealerIntegration.Worker.Tests.Secrecy;

/// <summary>Every word that a hub logs, at every level, with exceptions and what caused them.</summary>
internal sealed class HeardLog : ILoggerProvider
{
    public ConcurrentQueue<string> Said { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Ear(Said);

    public void Dispose()
    {
    }

    private sealed class Ear(ConcurrentQueue<string> said) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            said.Enqueue($"{formatter(state, exception)}\n{exception}");
    }
}
