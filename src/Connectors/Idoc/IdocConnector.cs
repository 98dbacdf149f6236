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
        var folder = Path.GetFullPath(Path.Combine(home, settings.Layouts));
        IdocLayouts Layouts() => LayoutFiles.Load(folder);
        return (new IdocSource(file, Layouts), settings.Outbox is { } outbox ? Target(file, outbox, Layouts) : null);
    }

    private static IdocTarget Target(ConnectorFile file, IdocOutbox outbox, Func<IdocLayouts> layouts)
    {
        var address = file.Address ?? throw new ConfigurationException(
            $"{file.FilePath}: an outbox lies below the connector's folder; set 'address'.");
        var folder = Path.GetFullPath(Path.Combine(address, outbox.Folder));
        RequireOwnFolder(file, address, folder);
        RequireFit(file, outbox, layouts());
        return new IdocTarget(new OutboxFolder(folder), outbox, layouts);
    }

    // What the hub lays down for SAP must not come back as an order of a dealer.
    private static void RequireOwnFolder(ConnectorFile file, string address, string folder)
    {
        foreach (var dataset in file.Datasets)
        {
            var read = IdocQuery.Of(file, dataset).Folder ?? "";
            if (folder == Path.GetFullPath(Path.Combine(address, read)))
            {
                throw new ConfigurationException(
                    $"{file.FilePath}: the outbox is the folder that dataset '{dataset.Dataset}' reads; give it a "
                    + "folder of its own.");
            }
        }
    }

    private static void RequireFit(ConnectorFile file, IdocOutbox outbox, IdocLayouts layouts)
    {
        try
        {
            FlatWriter.Write(OrderIdoc.Addressed(outbox), layouts, FlatWidths.Characters);
        }
        catch (IdocException e)
        {
            throw new ConfigurationException(
                $"{file.FilePath}: the settings of the outbox do not fit into a control record: {e.Message}", e);
        }
    }
}
