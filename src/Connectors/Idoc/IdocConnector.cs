using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>Makes the two faces of a partner that exchanges IDoc files; without an outbox it is only read.</summary>
internal static class IdocConnector
{
    /// <exception cref="ConfigurationException">The layouts or the settings cannot be used.</exception>
    public static (ISource Source, ITarget? Target) Create(ConnectorFile file)
    {
        var settings = file.Idoc ?? new IdocSettings();
        var home = Path.GetDirectoryName(Path.GetFullPath(file.FilePath)) ?? "";
        var layouts = LayoutFiles.Load(Path.GetFullPath(Path.Combine(home, settings.Layouts)));
        return (new IdocSource(file, layouts), settings.Outbox is { } outbox ? Target(file, outbox, layouts) : null);
    }

    private static IdocTarget Target(ConnectorFile file, IdocOutbox outbox, IdocLayouts layouts)
    {
        var address = file.Address ?? throw new ConfigurationException(
            $"{file.FilePath}: an outbox lies below the connector's folder; set 'address'.");
        return new IdocTarget(new OutboxFolder(Path.Combine(address, outbox.Folder)), outbox, layouts);
    }
}
