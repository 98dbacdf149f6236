using DealerIntegration.Connectors.Contract;
using DealerIntegration.Domain.Warehouses;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>Asks warehouses where documents of ours stand now (在线查询单据进度).</summary>
internal static class WarehouseAsking
{
    /// <returns>By document number, what the warehouse says.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> AskAsync(
        HubStart hub, Database database, IReadOnlyList<FulfilmentStanding> standings, CancellationToken cancel)
    {
        var registry = new ConnectorRegistry(hub.Paths, TimeProvider.System);
        var sent = await database.RolledBackAsync(
            transaction => FulfilmentStore.SentAsync(
                transaction, [.. standings.Select(s => s.Order.Number)], cancel),
            cancel);
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (connector, document) in sent)
        {
            said[document.Key] = registry.Target(registry.Load(connector)) is IDocumentStates states
                ? await SaidAsync(states, document, cancel)
                : $"{connector} cannot be asked for a document";
        }

        return said;
    }

    // One that cannot be asked is told as such, and the others are still asked.
    private static async Task<string> SaidAsync(
        IDocumentStates states, PushDocument document, CancellationToken cancel)
    {
        try
        {
            return await states.StateAsync(document, cancel) is not { } state
                ? "the warehouse has no such document"
                : $"{state.Status ?? "no status"}"
                    + (state.Steps.Count > 0 ? $", steps {string.Join(" > ", state.Steps)}" : "");
        }
        catch (ConnectorException e)
        {
            return $"the warehouse could not be asked: {e.Message}";
        }
    }
}
