using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DealerIntegration.Simulators.Demo;

/// <summary>A process the demo started: its output goes to a log, and it ends with the demo at the latest.</summary>
internal sealed class Child : IAsyncDisposable
{
    private const int Terminate = 15;

    private readonly Process process;
    private readonly StreamWriter log;
    private readonly Lock gate = new();
    private bool closed;

    private Child(string name, string logFile, Process process, StreamWriter log)
    {
        Name = name;
        LogFile = logFile;
        this.process = process;
        this.log = log;
    }

    public string Name { get; }

    public string LogFile { get; }

    public bool Ended => process.HasExited;

    /// <param name="name">Names the log and the messages.</param>
    /// <param name="logs">The folder of the log.</param>
    /// <param name="assembly">The program to run.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="secrets">Environment of this process only.</param>
    /// <param name="output">Also gets each line of the standard output.</param>
    public static Child Start(
        string name, string logs, string assembly, IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> secrets, Action<string>? output = null)
    {
        // The runtime that runs this process, even where another one comes first on the path.
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH");
        var start = new ProcessStartInfo(string.IsNullOrEmpty(host) ? "dotnet" : host)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(assembly);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (key, value) in secrets)
        {
            start.Environment[key] = value;
        }

        var logFile = Path.Combine(logs, name + ".log");
        var log = new StreamWriter(logFile, append: false) { AutoFlush = true };
        var child = new Child(name, logFile, new Process { StartInfo = start }, log);
        child.process.OutputDataReceived += (_, line) => child.Keep(line.Data, output);
        child.process.ErrorDataReceived += (_, line) => child.Keep(line.Data, null);
        child.process.Start();
        child.process.StandardInput.Close();
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        return child;
    }

    /// <summary>
    /// Waits for the end and then, briefly, for the last output: a grandchild that lives on, a database for instance,
    /// may hold the pipe open for good.
    /// </summary>
    public async Task<int> Wait(CancellationToken cancellation)
    {
        while (!process.HasExited)
        {
            await Task.Delay(50, cancellation);
        }

        await Drain(TimeSpan.FromSeconds(2));
        return process.ExitCode;
    }

    /// <summary>Ends the process at once, as a crash or a loss of power would; it can tidy up nothing.</summary>
    public void Kill() => process.Kill();

    public DemoFailure Failure(string what)
    {
        lock (gate)
        {
            log.Flush();
        }

        using var file = new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var lines = reader.ReadToEnd().TrimEnd().Split('\n');
        return new DemoFailure($"{what}\nThe end of its log ({LogFile}):\n  {string.Join("\n  ", lines.TakeLast(15))}");
    }

    /// <summary>
    /// Asks politely first, so that a database can shut down; what is left after that is killed with its children.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (closed)
            {
                return;
            }
        }

        if (!process.HasExited && !OperatingSystem.IsWindows() && Signal(process.Id, Terminate) == 0)
        {
            for (var patience = 0; patience < 400 && !process.HasExited; patience++)
            {
                await Task.Delay(50);
            }
        }

        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await Drain(TimeSpan.FromSeconds(2));
        process.Dispose();
        lock (gate)
        {
            closed = true;
            log.Dispose();
        }
    }

    private async Task Drain(TimeSpan patience)
    {
        using var enough = new CancellationTokenSource(patience);
        await process.WaitForExitAsync(enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Keep(string? line, Action<string>? output)
    {
        if (line is null)
        {
            return;
        }

        lock (gate)
        {
            if (closed)
            {
                return;
            }

            log.WriteLine(line);
        }

        output?.Invoke(line);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
