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

/// <summary>A target whose worker may die before it sends a document, or with the answer in its hands.</summary>
internal sealed class DyingTarget(ITarget target, Deaths deaths) : ITarget
{
    public async Task<PushOutcome> PushAsync(PushDocument document, CancellationToken cancel)
    {
        var death = deaths.Next();
        if (death == Death.Before)
        {
            throw new WorkerDiedException();
        }

        var outcome = await target.PushAsync(document, cancel);
        return death is null ? outcome : throw new WorkerDiedException();
    }

    public Task<string?> FindAsync(PushDocument document, CancellationToken cancel) =>
        target.FindAsync(document, cancel);
}
