using DealerIntegration.Connectors.Drop;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Tests.Servers;
using DealerIntegration.Worker.Tests.Storage;

namespace DealerIntegration.Worker.Tests.Pipelines.Intake;

/// <summary>A hub that knows two dealers and fetches from a folder of its own on the test's SSH server.</summary>
internal sealed class SftpStage : IAsyncDisposable
{
    public const string Period = "2026-10";

    private SftpStage(TestHub hub, Wire wire, string folder)
    {
        Hub = hub;
        Wire = wire;
        Folder = folder;
    }

    public TestHub Hub { get; }

    public Wire Wire { get; }

    public string Folder { get; }

    public static async Task<SftpStage> OpenAsync(
        PostgresFixture postgres, SshServer server, bool byPassword = false, string? hostKey = null,
        string password = SshServer.Password)
    {
        await server.StartAsync();
        var wire = new Wire(server.Port);
        var folder = server.NewFolder("D001", "D002");
        var signIn = byPassword ? "\"password\": { \"secret\": \"SFTP_PASSWORD\" }"
            : "\"privateKey\": { \"secret\": \"SFTP_KEY\" }";
        var json =
            $$"""
            {
              "sftp": {
                "enabled": true, "host": "127.0.0.1", "port": {{wire.Port}}, "user": "{{server.User}}", {{signIn}},
                "hostKeys": ["{{hostKey ?? server.Fingerprint}}"], "folder": "{{folder}}", "settleSeconds": 1,
                "timeoutSeconds": 60
              }
            }
            """;
        var hub = await TestHub.OpenAsync(
            postgres, new TestConfig { Files = new Dictionary<string, string> { ["intake.json"] = json } });
        // Its making creates the folders, as it does when the hub starts to work.
        Assert.NotNull(hub.Get<DropFolder>());
        await File.WriteAllTextAsync(Path.Combine(hub.Paths.Secrets, "SFTP_KEY"), server.PrivateKey);
        await File.WriteAllTextAsync(Path.Combine(hub.Paths.Secrets, "SFTP_PASSWORD"), password);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"), Documents.Dealer("D002"));
        return new SftpStage(hub, wire, folder);
    }

    /// <summary>A dealer puts a file there that lay still for a while.</summary>
    public string Put(string name, byte[] content, string dealer = "D001")
    {
        var path = Path.Combine(Folder, dealer, "in", name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Names in one of a dealer's folders; of done files, without what the hub puts before them.</summary>
    public string[] Names(string folder, string dealer = "D001")
    {
        var path = Path.Combine(Folder, dealer, folder);
        return !Directory.Exists(path) ? [] : [.. Directory.GetFiles(path).Select(file => Path.GetFileName(file)!)
            .Select(name => folder == "done" ? name.Split('_', 3)[2] : name).Order(StringComparer.Ordinal)];
    }

    public byte[] Reply(string name, string dealer = "D001") =>
        File.ReadAllBytes(Path.Combine(Folder, dealer, "out", name));

    public async ValueTask DisposeAsync()
    {
        await Wire.DisposeAsync();
        await Hub.DisposeAsync();
    }
}
