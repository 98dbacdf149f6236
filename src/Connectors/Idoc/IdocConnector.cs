using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>Makes the two faces of a partner that exchanges IDoc files; without an outbox it is only read.</summary>
internal static class IdocConnector
{
    /// <exception cref="ConfigurationException">The layouts or the settings cannot be used.</exception>
    public static (ISource Source, ITarget? Target) Create(ConnectorFile file, TimeProvider time)
    {
        var settings = file.Idoc ?? new IdocSettings();
        var home = Path.GetDirectoryName(Path.GetFullPath(file.FilePath)) ?? "";
        var folder = Path.GetFullPath(Path.Combine(home, settings.Layouts));
        IdocLayouts Layouts() => LayoutFiles.Load(folder);
        return (
            new IdocSource(file, Layouts, time),
            settings.Outbox is { } outbox ? Target(file, outbox, Layouts) : null);
    }

    private static IdocTarget Target(ConnectorFile file, IdocOutbox outbox, Func<IdocLayouts> layouts)
    {
        var address = file.Address ?? throw new ConfigurationException(
            $"{file.FilePath}: an outbox lies below the connector's folder; set 'address'.");
        var folder = Path.GetFullPath(Path.Combine(address, outbox.Folder));
        var statuses = outbox.Status is { } below ? Path.GetFullPath(Path.Combine(address, below)) : null;
        RequireOwnFolder(file, address, folder, "the outbox");
        RequireFit(file, outbox, layouts());
        if (statuses is null)
        {
            return new IdocTarget(new OutboxFolder(folder), null, outbox, layouts);
        }

        RequireOwnFolder(file, address, statuses, "the folder of status messages");
        return statuses != folder
            ? new IdocTarget(new OutboxFolder(folder), new StatusFolder(statuses), outbox, layouts)
            : throw new ConfigurationException(
                $"{file.FilePath}: the folder of status messages is the outbox; give it a folder of its own.");
    }

    // What the hub lays down for SAP must not come back as an order of a dealer, nor a status as a document.
    private static void RequireOwnFolder(ConnectorFile file, string address, string folder, string what)
    {
        foreach (var dataset in file.Datasets)
        {
            var read = IdocQuery.Of(file, dataset).Folder ?? "";
            if (folder == Path.GetFullPath(Path.Combine(address, read)))
            {
                throw new ConfigurationException(
                    $"{file.FilePath}: {what} is the folder that dataset '{dataset.Dataset}' reads; give it a "
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
