using System.Diagnostics;
using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Worker.Hosting;

/// <summary>The files and the process of a private PostgreSQL: make, start, stop. Called under a file lock.</summary>
/// <remarks>PostgreSQL refuses to run as root; root therefore runs it as the package's own unprivileged user.</remarks>
internal sealed class PostgresCluster(string folder, IReadOnlyDictionary<string, string> settings)
{
    public const string User = "hub";

    // The name of a Unix socket must stay below 108 bytes.
    private const int LongestSocketFolder = 80;

    private static readonly TimeSpan CommandPatience = TimeSpan.FromSeconds(120);

    private readonly string _binaries = PostgresBinaries.Find();

    private string Data => Path.Combine(folder, "data");

    private string Log => Path.Combine(folder, "server.log");

    private static string? ServerUser =>
        !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess ? "postgres" : null;

    public int Port => int.Parse(File.ReadAllLines(Path.Combine(Data, "postmaster.pid"))[3]);

    public async Task EnsureRunningAsync(string password, CancellationToken cancel)
    {
        if (!File.Exists(Path.Combine(Data, "PG_VERSION")))
        {
            await InitialiseAsync(password, cancel);
        }

        // Status 0: running. A stale pid file of a killed machine counts as not running.
        if (await RunAsync("pg_ctl", ["-D", Data, "status"], allowFailure: true, cancel) != 0)
        {
            await StartAsync(cancel);
        }
    }

    public Task StopAsync(CancellationToken cancel) =>
        RunAsync("pg_ctl", ["-D", Data, "-m", "fast", "-w", "stop"], allowFailure: true, cancel);

    private async Task InitialiseAsync(string password, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        if (ServerUser is { } user)
        {
            await RunPlainAsync("chown", [user, folder], cancel);
        }

        // A half-made cluster of a killed first start has no PG_VERSION yet: make it again from nothing.
        if (Directory.Exists(Data))
        {
            Directory.Delete(Data, recursive: true);
        }

        var passwordFile = Path.Combine(folder, "initial-password");
        await File.WriteAllTextAsync(passwordFile, password, cancel);
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(passwordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            if (ServerUser is { } owner)
            {
                await RunPlainAsync("chown", [owner, passwordFile], cancel);
            }

            await RunAsync(
                "initdb",
                ["-D", Data, "-U", User, "--pwfile", passwordFile, "--auth", "scram-sha-256", "-E", "UTF8",
                    "--locale", "C", "--data-checksums"],
                allowFailure: false,
                cancel);
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    private async Task StartAsync(CancellationToken cancel)
    {
        var sockets = await SocketFolderAsync(cancel);
        var options = new Dictionary<string, string>(settings, StringComparer.Ordinal)
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = LoopbackPort.Free().ToString(),
            ["max_connections"] = "200",
        };
        if (!OperatingSystem.IsWindows())
        {
            options["unix_socket_directories"] = sockets;
        }

        var line = string.Join(' ', options.Select(o => $"-c {o.Key}='{o.Value}'"));
        await RunAsync("pg_ctl", ["-D", Data, "-l", Log, "-w", "-t", "60", "-o", line, "start"], allowFailure: false,
            cancel);
    }

    private async Task<string> SocketFolderAsync(CancellationToken cancel)
    {
        var own = Path.Combine(folder, "sockets");
        var sockets = own.Length <= LongestSocketFolder
            ? own
            : Path.Combine(Path.GetTempPath(), "hub-" + Path.GetFileName(Path.GetDirectoryName(folder) ?? "pg"));
        Directory.CreateDirectory(sockets);
        if (ServerUser is { } user)
        {
            await RunPlainAsync("chown", [user, sockets], cancel);
        }

        return sockets;
    }

    private Task<int> RunAsync(string program, string[] arguments, bool allowFailure, CancellationToken cancel)
    {
        var path = Path.Combine(_binaries, program);
        return ServerUser is { } user
            ? ExecuteAsync(
                "setpriv", [$"--reuid={user}", $"--regid={user}", "--init-groups", path, .. arguments], allowFailure,
                cancel)
            : ExecuteAsync(path, arguments, allowFailure, cancel);
    }

    private Task<int> RunPlainAsync(string program, string[] arguments, CancellationToken cancel) =>
        ExecuteAsync(program, arguments, allowFailure: false, cancel);

    private async Task<int> ExecuteAsync(string file, string[] arguments, bool allowFailure, CancellationToken cancel)
    {
        // The server inherits this process's output handles, so they go to a file of their own: reading a pipe
        // would wait until the server itself ends.
        var info = new ProcessStartInfo(file)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        using var process = Process.Start(info)
            ?? throw new ConfigurationException($"'{file}' could not be started.");
        var said = new System.Text.StringBuilder();
        process.OutputDataReceived += (_, e) => Append(said, e.Data);
        process.ErrorDataReceived += (_, e) => Append(said, e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(CommandPatience);
        while (!process.HasExited)
        {
            await Task.Delay(20, patience.Token);
        }

        if (process.ExitCode != 0 && !allowFailure)
        {
            string text;
            lock (said)
            {
                text = said.ToString().Trim();
            }

            var log = File.Exists(Log) ? $" Server log: {Log}." : "";
            throw new ConfigurationException(
                $"{Path.GetFileName(file)} {string.Join(' ', arguments)} ended with code {process.ExitCode}: "
                + $"{text}.{log} "
                + $"If the server's user cannot reach {folder}, choose another data folder with --data or HUB_DATA.");
        }

        return process.ExitCode;
    }

    private static void Append(System.Text.StringBuilder target, string? line)
    {
        lock (target)
        {
            target.AppendLine(line);
        }
    }
}
