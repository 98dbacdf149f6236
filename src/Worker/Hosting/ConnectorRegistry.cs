using DealerIntegration.Connectors;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Worker.Hosting;

/// <summary>
/// The partners of config/connectors, by name; a file is read anew for each run, so a fix counts at once.
/// </summary>
internal sealed class ConnectorRegistry(HubPaths paths, TimeProvider clock)
{
    private readonly Secrets _secrets = new(paths.Secrets);

    /// <param name="name">Name of a file in config/connectors.</param>
    /// <param name="file">Another file to read instead, for example one below examples/.</param>
    /// <param name="address">Replaces the file's address.</param>
    /// <exception cref="ConfigurationException">No such connector, or its file is wrong.</exception>
    public ConnectorFile Load(string name, string? file = null, string? address = null)
    {
        var path = file ?? Path.Combine(paths.Config, "connectors", name + ".json");
        if (!File.Exists(path))
        {
            var known = Directory.Exists(Path.Combine(paths.Config, "connectors"))
                ? Directory.GetFiles(Path.Combine(paths.Config, "connectors"),
                    "*.json").Select(Path.GetFileNameWithoutExtension)
                : [];
            throw new ConfigurationException(
                $"{path}: there is no such connector; there are {string.Join(", ", known)}.");
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
    public ISource Source(ConnectorFile file) => ConnectorList.Create(file, _secrets, clock).Source
        ?? throw new ConfigurationException($"{file.FilePath}: a connector of kind {file.Kind} cannot be read.");

    /// <exception cref="ConfigurationException">The partner takes no documents.</exception>
    public ITarget Target(ConnectorFile file) => ConnectorList.Create(file, _secrets, clock).Target
        ?? throw new ConfigurationException($"{file.FilePath}: a connector of kind {file.Kind} takes no documents.");
}
