using System.Diagnostics;
using System.Globalization;
using DealerIntegration.Bench.Measuring;

namespace DealerIntegration.Bench.Spreadsheets;

/// <summary>
/// Reads a file in a process of its own (独立进程), so that its memory is that of this reader and of no other.
/// </summary>
internal static class OwnProcess
{
    /// <summary>The command that the process runs; nobody types it.</summary>
    public const string Command = "read-spreadsheet";

    public static async Task<Measured> MeasureAsync(string path, Reader reader, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet")
        {
            RedirectStandardOutput = true, UseShellExecute = false,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(OwnProcess).Assembly.Location);
        }

        start.ArgumentList.Add(Command);
        start.ArgumentList.Add(path);
        start.ArgumentList.Add(reader.ToString());
        start.Environment["DOTNET_gcServer"] = "0";
        using var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        var figures = line.Split(' ', StringSplitOptions.TrimEntries);
        return process.ExitCode == 0 && figures.Length == 3
            ? new Measured(Number(figures[0]), Number(figures[1]), Number(figures[2]))
            : throw new BenchException($"{reader} could not read {Path.GetFileName(path)}: {line}");
    }

    /// <summary>The process's part: seconds, processor seconds and the largest working set in MB.</summary>
    public static void Serve(string path, Reader reader)
    {
        var watch = Stopwatch.StartNew();
        FileReading.Read(path, reader);
        var seconds = watch.Elapsed.TotalSeconds;
        using var self = Process.GetCurrentProcess();
        var cpu = self.TotalProcessorTime + ServerProcess.OfEndedChildren();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{seconds:0.000} {cpu.TotalSeconds:0.000} {self.PeakWorkingSet64 / 1048576.0:0}"));
    }

    private static double Number(string figure) => double.Parse(figure, CultureInfo.InvariantCulture);
}
