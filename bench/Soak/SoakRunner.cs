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
        for (var done = 0; done < seeds; done++)
        {
            if (Stopwatch.GetElapsedTime(started) > most)
            {
                return Result(done, null, proof.Broken(figures));
            }

            try
            {
                figures.Add(await proof.RunAsync(first + done, cancel));
            }
            catch (ProofException e)
            {
                return Result(done, first + done, e.Message);
            }

            tell(done + 1);
        }

        return Result(seeds, null, proof.Broken(figures));

        SoakResult Result(int held, int? broken, string? why)
        {
            var seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1);
            return new SoakResult(proof.Name, seeds, held, seconds, figures, [.. proof.Report(figures)], broken, why);
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
