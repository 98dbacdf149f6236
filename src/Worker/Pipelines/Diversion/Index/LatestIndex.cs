using DealerIntegration.Worker.Hosting;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Diversion.Index;

/// <summary>
/// The newest index of trace codes that lies in the data folder (最新码索引), to find the events of a few codes by it. None
/// is made for that: who asks about one code must not wait until all are read, and searches the events instead.
/// </summary>
internal static class LatestIndex
{
    /// <returns>Null where there is none of this database and this build.</returns>
    public static async Task<MappedIndex?> OpenAsync(
        HubPaths paths, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        foreach (var (path, watermark) in CodeBooks.WholeFiles(paths))
        {
            if (await CodeBooks.TryOpenAsync(transaction, path, 0, watermark, cancel) is { } index)
            {
                return index;
            }
        }

        return null;
    }
}
