using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DealerIntegration.Simulators.Demo;

namespace DealerIntegration.EndToEnd.Tests.Support;

/// <summary>
/// The processes that tests have started. Each ends with its test; when the whole run is stopped from outside, no test
/// comes to that, and what is still alive ends here.
/// </summary>
internal static class Leftovers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    private static readonly ConcurrentDictionary<IAsyncDisposable, byte> Alive = new();

    /// <summary>Remembers what has to end with this process at the latest.</summary>
    public static T Keep<T>(T started)
        where T : IAsyncDisposable
    {
        Alive[started] = 0;
        return started;
    }

    public static async Task EndAsync(IAsyncDisposable started)
    {
        await started.DisposeAsync();
        Alive.TryRemove(started, out _);
    }

    [ModuleInitializer]
    internal static void Register() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        Task.WhenAll(Alive.Keys.OrderBy(one => one is Child ? 0 : 1).Select(one => one.DisposeAsync().AsTask()))
            .Wait(Patience);
}
