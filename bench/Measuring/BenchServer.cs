using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Bench.Measuring;

/// <summary>
/// A private PostgreSQL for measuring, in a folder of its own below the data folder. It is durable as in production;
/// what is switched off is what would strike at random moments. The folder is deleted at the end.
/// </summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private const long Megabyte = 1024 * 1024;
    private const long MostBuffersMb = 4096;

    private readonly PrivatePostgres _postgres;

    private BenchServer(string folder, IReadOnlyDictionary<string, string> settings, PrivatePostgres postgres)
    {
        Folder = folder;
        Settings = settings;
        _postgres = postgres;
        Process = new ServerProcess(Path.Combine(folder, "postgres", "data"));
    }

    /// <summary>Files of this bench go here.</summary>
    public string Folder { get; }

    public IReadOnlyDictionary<string, string> Settings { get; }

    public ServerProcess Process { get; }

    public string ConnectionString => _postgres.ConnectionString;

    public static async Task<BenchServer> StartAsync(string dataFolder, CancellationToken cancel)
    {
        var folder = Path.Combine(dataFolder, $"bench-{Environment.ProcessId}");
        var secrets = Directory.CreateDirectory(Path.Combine(folder, "secrets")).FullName;
        var settings = ServerSettings();
        var postgres = await PrivatePostgres.EnsureAsync(Path.Combine(folder, "postgres"), secrets, settings, cancel);
        return new BenchServer(folder, settings, postgres);
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static Dictionary<string, string> ServerSettings()
    {
        var quarter = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 / Megabyte;
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["fsync"] = "on",
            ["synchronous_commit"] = "on",
            ["shared_buffers"] = $"{Math.Min(quarter, MostBuffersMb)}MB",
            ["work_mem"] = "512MB",
            ["max_wal_size"] = "8GB",
            ["jit"] = "off",
            ["autovacuum"] = "off",
            ["timezone"] = "UTC",
        };
    }
}
