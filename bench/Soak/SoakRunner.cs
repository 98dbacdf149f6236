using System.Diagnostics;

namespace DealerIntegration.Bench.Soak;

/// <summary>Runs a proof over seeds until all are done or the time is up; the first broken seed stops it.</summary>
internal static class SoakRunner
{
    public static async Task<SoakResult> RunAsync(
        IProof proof, int first, int seeds, TimeSpan most, Action<int> tell, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var figures = new ProofFigures();
        var next = 0;
        var held = 0;
        (int Seed, string Why)? broken = null;
        await Task.WhenAll(Enumerable.Range(0, proof.Lanes).Select(_ => Task.Run(LaneAsync, cancel)));
        return new SoakResult(
            proof.Name, seeds, held, Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1), figures,
            broken is null ? [.. proof.Report(figures)] : [], broken?.Seed, broken?.Why ?? proof.Broken(figures));

        async Task LaneAsync()
        {
            while (Stopwatch.GetElapsedTime(started) <= most && Next() is { } seed)
            {
                try
                {
                    var brought = await proof.RunAsync(seed, cancel);
                    lock (figures)
                    {
                        figures.Add(brought);
                        tell(++held);
                    }
                }
                catch (ProofException e)
                {
                    lock (figures)
                    {
                        broken = broken?.Seed < seed ? broken : (seed, e.Message);
                    }
                }
            }
        }

        int? Next()
        {
            lock (figures)
            {
                return broken is null && next < seeds ? first + next++ : null;
            }
        }
    }
}

/// <param name="Asked">Seeds that were asked for.</param>
/// <param name="Held">Seeds for which the law held; fewer when time was up or one broke it.</param>
/// <param name="Report">What the figures come to, in words.</param>
/// <param name="BrokenSeed">The seed that broke the law; null when none did, or only all together.</param>
/// <param name="Broken">How the law is broken; null when it holds.</param>
internal sealed record SoakResult(
    string Soak, int Asked, int Held, double Seconds, ProofFigures Figures, IReadOnlyList<string> Report,
    int? BrokenSeed, string? Broken);
