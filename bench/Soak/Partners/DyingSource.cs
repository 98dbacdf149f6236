using System.Runtime.CompilerServices;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Tests.Compliance.Partners;

namespace DealerIntegration.Bench.Soak.Partners;

/// <summary>A source whose worker may die with a page in its hands, before the page is stored.</summary>
internal sealed class DyingSource(ISource source, Deaths deaths) : WrappedSource(source)
{
    public override async IAsyncEnumerable<RawPage> PullAsync(
        DatasetMapping dataset, string part, Window window, string? cursor,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var page in Inner.PullAsync(dataset, part, window, cursor, cancel))
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
}
