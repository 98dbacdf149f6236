using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DealerIntegration.Simulators.Demo;

namespace DealerIntegration.EndToEnd.Tests.Support;

/// <summary>
/// The processes that tests have started. Each ends with its test; when the whole run is stopped from outside, no test
/// comes to that, and what is still alive ends here.
/// </summary>
internal static class Leftovers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

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

    // A runner that is told to stop dies of the signal at once, without the usual goodbye of a process.
    private static PosixSignalRegistration? _signal;

    [ModuleInitializer]
    internal static void Register()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End();
        _signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => End());
    }

    private static void End()
    {
        if (Task.WhenAll(Alive.Keys.Select(one => one.DisposeAsync().AsTask())).Wait(Patience))
        {
            return;
        }

        foreach (var child in Alive.Keys.OfType<Child>().Where(child => !child.Ended))
        {
            child.Kill();
        }
    }
}
