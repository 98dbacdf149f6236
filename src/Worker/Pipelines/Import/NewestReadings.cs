using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>
/// Which reading of a dataset's pages said the last word about each document (最新版本). Without it a replay would walk
/// every document through all its old contents again.
/// </summary>
internal sealed class NewestReadings(string connector, string dataset, Func<RawPage, MappedPage> map)
{
    private readonly Dictionary<UInt128, long> documents = [];
    private readonly Dictionary<string, long> pages = new(StringComparer.Ordinal);
    private long last;

    /// <summary>Learns the readings that were added since the last call.</summary>
    public async Task ReadOnAsync(NpgsqlTransaction transaction, CancellationToken cancel)
    {
        while (await RawStore.ReadingsAsync(transaction, connector, dataset, last, cancel) is { Count: > 0 } batch)
        {
            foreach (var reading in batch)
            {
                pages[reading.Page.Name] = reading.Id;
                foreach (var key in map(reading.Page).Keys)
                {
                    documents[KeyHash.Of(key)] = reading.Id;
                }
            }

            last = batch[^1].Id;
        }
    }

    public bool IsNewest(string key, PageReading reading) => documents[KeyHash.Of(key)] == reading.Id;

    /// <summary>A row without a key counts where its page was read last.</summary>
    public bool IsNewest(RejectedRow row, PageReading reading) =>
        row.Key is { } key && documents.TryGetValue(KeyHash.Of(key), out var id)
            ? id == reading.Id
            : pages[reading.Page.Name] == reading.Id;
}
