using System.Runtime.CompilerServices;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Compliance.Partners;

/// <summary>A source whose stage is told before each page that it is about to be read.</summary>
internal sealed class WatchedSource(ISource source, Stage stage) : WrappedSource(source)
{
    public override async IAsyncEnumerable<RawPage> PullAsync(
        DatasetMapping dataset, string part, Window window, string? cursor,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var pages = Inner.PullAsync(dataset, part, window, cursor, cancel).GetAsyncEnumerator(cancel);
        stage.BeforeRead(0);
        for (var page = 1; await pages.MoveNextAsync(); page++)
        {
            yield return pages.Current;
            stage.BeforeRead(page);
        }
    }
}
