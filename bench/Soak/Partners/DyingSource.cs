using System.Runtime.CompilerServices;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Bench.Soak.Partners;

/// <summary>A source whose worker may die with a page in its hands, before the page is stored.</summary>
internal sealed class DyingSource(ISource source, Deaths deaths) : ISource
{
    public bool TakesWindows(DatasetMapping dataset) => source.TakesWindows(dataset);

    public Task<IReadOnlyList<string>> PartsAsync(DatasetMapping dataset, Window window, CancellationToken cancel) =>
        source.PartsAsync(dataset, window, cancel);

    public async IAsyncEnumerable<RawPage> PullAsync(
        DatasetMapping dataset, string part, Window window, string? cursor,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var page in source.PullAsync(dataset, part, window, cursor, cancel))
        {
            switch (deaths.Next())
            {
                case Death.Sleep:
                    await deaths.SleepAsync();
                    break;
                case not null:
                    throw new WorkerDiedException();
            }

            yield return page;
        }
    }

    public IEnumerable<SourceRecord> Read(DatasetMapping dataset, RawPage page) => source.Read(dataset, page);
}
