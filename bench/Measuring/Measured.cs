namespace DealerIntegration.Bench.Measuring;

/// <param name="CpuSeconds">Of this process and, on Linux, of those that it started and of the database server.</param>
/// <param name="PeakMb">Largest working set of this process while the piece ran.</param>
internal readonly record struct Measured(double Seconds, double CpuSeconds, double PeakMb);

/// <summary>What a bench came to: the best round of each of the three.</summary>
internal sealed record BenchResult(
    string Bench,
    long Rows,
    double Seconds,
    double CpuSeconds,
    double PeakMb,
    double FloorSeconds,
    double? BaselineSeconds,
    double RatioFloor,
    double? RatioBaseline)
{
    public static BenchResult Of(IBench bench, Measured ours, Measured floor, Measured? baseline)
    {
        var scaled = baseline?.Seconds * bench.BaselineShare;
        return new BenchResult(
            bench.Name,
            bench.Rows,
            Digits(ours.Seconds),
            Digits(ours.CpuSeconds),
            Digits(ours.PeakMb),
            Digits(floor.Seconds),
            scaled is { } known ? Digits(known) : null,
            Digits(ours.Seconds / floor.Seconds),
            scaled is { } slow ? Digits(ours.Seconds / slow) : null);
    }

    private static double Digits(double figure) => Math.Round(figure, 3);
}
