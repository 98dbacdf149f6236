namespace DealerIntegration.Bench.Measuring;

/// <summary>Rounds of floor, baseline and ours in turn, so that a slow minute of the machine hits all three.</summary>
internal static class BenchRunner
{
    public static async Task<BenchResult> RunAsync(
        IBench bench, BenchLab lab, BenchServer server, BenchOptions options, Action<string> tell,
        CancellationToken cancel)
    {
        tell($"{bench.Name}: making the input and warming up");
        await bench.PrepareAsync(lab, options.Scale, cancel);
        var meter = new Meter(server.Process);
        var rounds = new List<(Measured Floor, Measured? Baseline, Measured Ours)>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            tell($"{bench.Name}: round {round} of {options.Rounds}");
            var floor = await PieceAsync(() => bench.RunFloorAsync(cancel));
            Measured? baseline = bench.Baseline is null
                ? null
                : await PieceAsync(() => bench.RunBaselineAsync(cancel));
            var ours = await PieceAsync(() => bench.RunOursAsync(cancel));
            rounds.Add((floor, baseline, ours));
            await bench.CompareAsync(cancel);
        }

        return BenchResult.Of(
            bench,
            rounds.Select(r => r.Ours).MinBy(m => m.Seconds),
            rounds.Select(r => r.Floor).MinBy(m => m.Seconds),
            rounds.Select(r => r.Baseline).MinBy(m => m?.Seconds));

        async Task<Measured> PieceAsync(Func<Task> piece)
        {
            await bench.ResetAsync(cancel);
            await lab.ExecuteAsync("CHECKPOINT", cancel);
            return await meter.RunAsync(piece);
        }
    }
}

internal sealed record BenchOptions(BenchScale Scale, int Rounds);
