using System.Diagnostics;

namespace DealerIntegration.Bench.Measuring;

/// <summary>Times one piece of work, with its processor time and its memory.</summary>
internal sealed class Meter(ServerProcess server)
{
    private const double Megabyte = 1024 * 1024;

    private static readonly TimeSpan MemoryEvery = TimeSpan.FromMilliseconds(10);

    public async Task<Measured> RunAsync(Func<Task> work)
    {
        // What the piece before left behind must be neither collected nor counted on this one's time.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var ended = new CancellationTokenSource();
        var memory = Task.Run(() => PeakAsync(ended.Token), CancellationToken.None);
        var cpu = Cpu();
        var started = Stopwatch.GetTimestamp();
        try
        {
            await work();
        }
        finally
        {
            await ended.CancelAsync();
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new Measured(seconds, (Cpu() - cpu).TotalSeconds, await memory / Megabyte);
    }

    private TimeSpan Cpu()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime + ServerProcess.OfEndedChildren() + server.Cpu();
    }

    private static async Task<long> PeakAsync(CancellationToken ended)
    {
        var peak = Environment.WorkingSet;
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(MemoryEvery, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            peak = Math.Max(peak, Environment.WorkingSet);
        }

        return peak;
    }
}
