using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>
/// Which stored pages speak for a dataset (有效原始页): all of them, or those that came with the last list of everything
/// and after it. An older page must not bring back what that list did not hold.
/// </summary>
/// <param name="Above">The last reading of a page that says nothing any more.</param>
/// <param name="Standing">The documents that are gone when none of the pages yields them.</param>
internal sealed record StoredSpan(long Above, StandingScope Standing)
{
    public static async Task<StoredSpan> FindAsync(
        NpgsqlTransaction transaction, string connector, DatasetMapping mapping, ISource source,
        CancellationToken cancel) =>
        SnapshotDiff.MayEnd(source, mapping)
        && await SnapshotStore.LastAsync(transaction, connector, mapping.Dataset, cancel) is { } last
            ? new StoredSpan(last.AboveReading, new StandingScope(long.MaxValue, false, last.Address))
            : new StoredSpan(0, StandingScope.Whole);
}
