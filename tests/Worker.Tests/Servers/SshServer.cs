using System.Diagnostics;
using DealerIntegration.EndToEnd.Tests.Support;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Worker.Tests.Servers;

/// <summary>
/// A real OpenSSH server for the tests of one class: a free loopback port, keys of its own, and the user who runs the
/// tests as its only one. The user's password is the test's own, too: the programs' PAM is led to a file.
/// </summary>
public sealed class SshServer : IAsyncDisposable
{
    public const string Password = "pass-word-of-the-test";

    private readonly string _folder =
        Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"hub-ssh-{Guid.NewGuid():N}"[..20])).FullName;

    private ServerProcess? _process;

    public int Port { get; private set; }

    public string User { get; } = Environment.UserName;

    /// <summary>As ssh-keygen prints it.</summary>
    public string Fingerprint { get; private set; } = "";

    /// <summary>The private key that the server lets in.</summary>
    public string PrivateKey => File.ReadAllText(At("client"));

    /// <summary>What the server has told of its work.</summary>
    public string Said => _process?.Said ?? "";

    /// <summary>Starts it once; where the programs are missing, the test is left out with the reason.</summary>
    public async Task StartAsync()
    {
        if (_process is not null)
        {
            return;
        }

        var sshd = Machine.Require("openssh-server", "/usr/sbin/sshd");
        var keygen = Machine.Require("openssh-client", "/usr/bin/ssh-keygen");
        var wrapper = Machine.Require("libpam-wrapper", Libraries("libpam_wrapper.so"));
        var matrix = Machine.Require("libpam-wrapper", Libraries("pam_wrapper/pam_matrix.so"));
        await RunAsync(keygen, "-q", "-t", "ed25519", "-N", "", "-f", At("host"));
        await RunAsync(keygen, "-q", "-t", "ed25519", "-N", "", "-f", At("client"));
        Fingerprint = (await RunAsync(keygen, "-lf", At("host.pub"))).Split(' ')[1];
        Port = LoopbackPort.Free();
        if (Environment.IsPrivilegedProcess)
        {
            // The server locks its helper into this folder; a boot makes it, where the server is a service.
            Directory.CreateDirectory("/run/sshd");
        }

        WriteConfiguration(matrix);
        _process = ServerProcess.Start(sshd, ["-D", "-e", "-f", At("sshd_config")], new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = wrapper,
            ["PAM_WRAPPER"] = "1",
            ["PAM_WRAPPER_SERVICE_DIR"] = At("pam"),
        });
        await Ports.WaitAsync(Port, () => Said);
    }

    /// <summary>A new folder on the server, with the folders of these dealers.</summary>
    public string NewFolder(params string[] dealers)
    {
        var root = Path.Combine(_folder, $"files-{Guid.NewGuid():N}"[..14]);
        foreach (var dealer in dealers)
        {
            Directory.CreateDirectory(Path.Combine(root, dealer, "in"));
        }

        return root;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private void WriteConfiguration(string matrix)
    {
        File.Copy(At("client.pub"), At("authorized_keys"));
        File.WriteAllText(At("passwords"), $"{User}:{Password}:sshd\n");
        Directory.CreateDirectory(At("pam"));
        var rules = string.Concat(
            new[] { "auth", "account", "password", "session" }
                .Select(kind => $"{kind} required {matrix} passdb={At("passwords")}\n"));
        File.WriteAllText(At("pam/sshd"), rules);
        File.WriteAllText(At("pam/other"), rules);
        File.WriteAllText(
            At("sshd_config"),
            $"""
            Port {Port}
            ListenAddress 127.0.0.1
            HostKey {At("host")}
            PidFile none
            UsePAM yes
            PasswordAuthentication yes
            KbdInteractiveAuthentication no
            AuthorizedKeysFile {At("authorized_keys")}
            StrictModes no
            PermitRootLogin yes
            Subsystem sftp internal-sftp
            LogLevel VERBOSE

            """);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static string[] Libraries(string name) =>
        [.. Directory.GetDirectories("/usr/lib", "*-linux-gnu*").Append("/usr/lib").Select(d => Path.Combine(d, name))];

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return text;
    }
}
