using System.Diagnostics;
using System.Globalization;
using DealerIntegration.Bench.Measuring;

namespace DealerIntegration.Bench.Sync;

/// <summary>The partner in a process of its own (独立进程): its processor time is not on ours.</summary>
internal sealed class PartnerProcess : IAsyncDisposable
{
    /// <summary>The command that the process runs; nobody types it.</summary>
    public const string Command = "serve-partner";

    private readonly Process _process;

    private PartnerProcess(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    public string Address { get; }

    public static async Task<PartnerProcess> StartAsync(int orders, int pageSize, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(PartnerProcess).Assembly.Location);
        }

        start.ArgumentList.Add(Command);
        start.ArgumentList.Add(orders.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(pageSize.ToString(CultureInfo.InvariantCulture));
        start.Environment["DOTNET_gcServer"] = "0";
        var process = Process.Start(start)!;
        return await process.StandardOutput.ReadLineAsync(cancel) is { } address
            ? new PartnerProcess(process, address)
            : throw new BenchException("The partner did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        // The end of its input ends it.
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
