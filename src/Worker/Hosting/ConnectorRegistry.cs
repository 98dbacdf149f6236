using DealerIntegration.Connectors;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Worker.Hosting;

/// <summary>
/// Puts something in front of a source (旁观者): a simulated partner that only lays down files is told so when it is read.
/// </summary>
internal delegate ISource SourceWatch(ISource source);

/// <summary>
/// The partners of config/connectors, by name. A file is read anew for each run, so a fix counts at once; as long as it
/// and its secrets stay the same, all runs share one way to the partner: its sockets, its limits, its breaker.
/// </summary>
/// <param name="watch">Stands between the hub and every source in tests.</param>
internal sealed class ConnectorRegistry(HubPaths paths, TimeProvider clock, SourceWatch? watch = null)
{
    private readonly Secrets _secrets = new(paths.Secrets);
    private readonly Dictionary<string, Open> _open = new(StringComparer.Ordinal);
    private readonly Lock _opening = new();

    public IReadOnlyList<string> Names => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order()]
        : [];

    private string Folder => Path.Combine(paths.Config, "connectors");

    /// <summary>Whether what a person named is a connector file and not the name of one in config/connectors.</summary>
    public static bool IsFile(string named) => named.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <param name="name">Name of a file in config/connectors.</param>
    /// <param name="file">Another file to read instead, for example one below examples/.</param>
    /// <param name="address">Replaces the file's address.</param>
    /// <exception cref="ConfigurationException">No such connector, or its file is wrong.</exception>
    public ConnectorFile Load(string name, string? file = null, string? address = null)
    {
        var path = file ?? Path.Combine(Folder, name + ".json");
        if (!File.Exists(path))
        {
            throw new ConfigurationException(
                $"{path}: there is no such connector; there are {string.Join(", ", Names)}.");
        }

        // By the same numbering as events are read: else one code would be stored under two spellings.
        var codes = ConfigFile.Load<DiversionRules>(Path.Combine(paths.Config, "diversion.json")).Codes;
        var loaded = ConnectorFile.Load(path);
        return loaded with
        {
            Address = address ?? loaded.Address,
            Datasets = [.. loaded.Datasets.Select(d => d with { Codes = codes })],
        };
    }

    /// <exception cref="ConfigurationException">The partner cannot be read.</exception>
    public ISource Source(ConnectorFile file) => Way(file).Source
        ?? throw new ConfigurationException($"{file.FilePath}: a connector of kind {file.Kind} cannot be read.");

    /// <exception cref="ConfigurationException">The partner takes no documents.</exception>
    public ITarget Target(ConnectorFile file) => Way(file).Target
        ?? throw new ConfigurationException($"{file.FilePath}: a connector of kind {file.Kind} takes no documents.");

    /// <summary>Null: the partner takes no documents.</summary>
    public ITarget? FindTarget(ConnectorFile file) => Way(file).Target;

    /// <summary>A source that is only asked to read pages which are here already: it needs no secret.</summary>
    /// <exception cref="ConfigurationException">The partner cannot be read.</exception>
    public ISource Reader(ConnectorFile file) => ReaderOf(file, clock);

    /// <inheritdoc cref="Reader"/>
    public static ISource ReaderOf(ConnectorFile file, TimeProvider clock) =>
        ConnectorList.Create(file, new NoSecrets(), clock).Source
        ?? throw new ConfigurationException($"{file.FilePath}: a connector of kind {file.Kind} cannot be read.");

    private Open Way(ConnectorFile file)
    {
        var name = $"{file.FilePath}|{file.Address}";
        var content = FileHash.Of([file.FilePath]);
        lock (_opening)
        {
            if (_open.TryGetValue(name, out var open) && open.Content == content && open.Secrets.AreStill(_secrets))
            {
                return open;
            }

            var secrets = new UsedSecrets(_secrets);
            var (source, target) = ConnectorList.Create(file, secrets, clock);
            source = source is null || watch is null ? source : watch(source);
            return _open[name] = new Open(content, secrets, source, target);
        }
    }

    private sealed record Open(string Content, UsedSecrets Secrets, ISource? Source, ITarget? Target);
}
