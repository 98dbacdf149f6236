using System.Globalization;
using DealerIntegration.Bench.Measuring;
using Spectre.Console;

namespace DealerIntegration.Bench.Commands;

/// <summary>Figures for people.</summary>
internal static class BenchPrinter
{
    private static readonly string[] Heads =
        ["rows", "seconds", "CPU s", "rows/s", "peak MB", "floor s", "baseline s", "÷ floor", "÷ baseline"];

    public static void Settings(BenchServer server)
    {
        var settings = string.Join(", ", server.Settings.Select(s => $"{s.Key} {s.Value}"));
        Console.WriteLine($"PostgreSQL: {settings}");
        Console.WriteLine(ServerProcess.IsMeasured
            ? "CPU seconds are of this process and of the server; memory is of this process."
            : "CPU seconds and memory are of this process; the server's time cannot be told on this system.");
    }

    public static void Results(IReadOnlyList<IBench> benches, IReadOnlyList<BenchResult> results)
    {
        // Into a file or a pipe there is no width to keep to.
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 160;
        }

        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("bench");
        foreach (var head in Heads)
        {
            table.AddColumn(head, column => column.RightAligned().NoWrap());
        }

        foreach (var r in results)
        {
            table.AddRow(
                r.Bench, Whole(r.Rows), Figure(r.Seconds), Figure(r.CpuSeconds), Whole(r.Rows / r.Seconds),
                Whole(r.PeakMb), Figure(r.FloorSeconds), Figure(r.BaselineSeconds), Figure(r.RatioFloor),
                Figure(r.RatioBaseline));
        }

        AnsiConsole.Write(table);
        foreach (var bench in benches)
        {
            Console.WriteLine($"{bench.Name}: floor: {bench.Floor}.");
            Console.WriteLine($"{bench.Name}: baseline: {bench.Baseline ?? "none"}.");
            foreach (var remark in bench.Remarks)
            {
                Console.WriteLine($"{bench.Name}: {remark}");
            }
        }
    }

    public static string Whole(double figure) => figure.ToString("N0", CultureInfo.InvariantCulture);

    private static string Figure(double? figure) => figure?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–";
}
