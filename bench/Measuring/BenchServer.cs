using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Bench.Measuring;

/// <summary>
/// A private PostgreSQL for measuring and proving, in a folder of its own below the data folder, which is deleted at
/// the end. What would strike at random moments is switched off.
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

    /// <param name="durable">
    /// As in production. A proof whose workers die, but never the server, loses nothing without: what is committed is
    /// seen by all, only not yet on the disk.
    /// </param>
    public static async Task<BenchServer> StartAsync(string dataFolder, CancellationToken cancel, bool durable = true)
    {
        var folder = Path.Combine(dataFolder, $"bench-{Environment.ProcessId}");
        var secrets = Directory.CreateDirectory(Path.Combine(folder, "secrets")).FullName;
        var settings = ServerSettings(durable ? "on" : "off");
        var postgres = await PrivatePostgres.EnsureAsync(Path.Combine(folder, "postgres"), secrets, settings, cancel);
        return new BenchServer(folder, settings, postgres);
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static Dictionary<string, string> ServerSettings(string durable)
    {
        var quarter = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 / Megabyte;
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["fsync"] = durable,
            ["synchronous_commit"] = durable,
            ["shared_buffers"] = $"{Math.Min(quarter, MostBuffersMb)}MB",
            ["work_mem"] = "512MB",
            ["max_wal_size"] = "8GB",
            ["jit"] = "off",
            ["autovacuum"] = "off",
            ["timezone"] = "UTC",
        };
    }
}
