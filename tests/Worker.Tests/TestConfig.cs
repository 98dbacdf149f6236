namespace DealerIntegration.Worker.Tests;

/// <summary>The shipped configuration with a hub.json of the test's own.</summary>
internal sealed record TestConfig
{
    public int Workers { get; init; } = 2;

    public int LeaseSeconds { get; init; } = 30;

    public int ChunkAttempts { get; init; } = 3;

    public int DealersPerChunk { get; init; } = 200;

    /// <summary>
    /// Files of the test's own: path below the folder, and content. A folder in which a test has one holds none of the
    /// shipped ones.
    /// </summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    public string WriteTo(string folder)
    {
        var shipped = Repository.Path("config");
        var own = Files.Keys.Select(Path.GetDirectoryName).Where(d => !string.IsNullOrEmpty(d)).ToHashSet();
        var files = Directory.EnumerateFiles(shipped, "*.json", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}samples{Path.DirectorySeparatorChar}"))
            .Append(Path.Combine(shipped, "areas.csv"));
        foreach (var file in files)
        {
            var path = Path.GetRelativePath(shipped, file);
            if (!own.Contains(Path.GetDirectoryName(path)))
            {
                Write(folder, path, File.ReadAllText(file));
            }
        }

        Write(folder, "hub.json", HubJson);
        foreach (var (path, content) in Files)
        {
            Write(folder, path, content);
        }

        return folder;
    }

    private string HubJson =>
        $$"""
        {
          "principal": { "name": "示范", "timeZone": "Asia/Shanghai" },
          "partners": { "erp": "sap", "warehouse": "wms" },
          "folders": { "drop": "drop", "outbox": "outbox", "settleSeconds": 0 },
          "work": { "workers": {{Workers}}, "leaseSeconds": {{LeaseSeconds}}, "recoverySeconds": 1,
                    "chunkAttempts": {{ChunkAttempts}},
                    "dealersPerChunk": {{DealersPerChunk}} },
          "dashboard": { "address": "http://127.0.0.1:5080" }
        }
        """;

    private static void Write(string folder, string path, string content)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }
}
