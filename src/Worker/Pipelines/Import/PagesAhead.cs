using System.Runtime.CompilerServices;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>
/// Fetches and maps one page while the one before is stored (预取一页): the partner, this process and the database work
/// at the same time. Never more than one page ahead, and in the partner's order; a failure is told when its page is
/// due, after all that came before it was handed out.
/// </summary>
internal static class PagesAhead
{
    /// <param name="map">Called for one page after the other, on any thread.</param>
    public static async IAsyncEnumerable<(RawPage Page, MappedPage Mapped)> ReadAsync(
        IAsyncEnumerable<RawPage> source, Func<RawPage, MappedPage> map,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await using var pages = source.GetAsyncEnumerator(stop.Token);
        var due = NextAsync();
        try
        {
            while (await due is { } next)
            {
                // Behind the last page there is nothing to fetch.
                due = next.Page.Cursor is null ? None() : NextAsync();
                yield return next;
            }
        }
        finally
        {
            // Whoever stops listening stops the fetching, too; the pages may be let go only when nobody turns them.
            await stop.CancelAsync();
            await ((Task)due).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task<(RawPage Page, MappedPage Mapped)?> NextAsync() => Task.Run<(RawPage, MappedPage)?>(
            async () => await pages.MoveNextAsync() ? (pages.Current, map(pages.Current)) : null,
            CancellationToken.None);
    }

    private static Task<(RawPage Page, MappedPage Mapped)?> None() =>
        Task.FromResult<(RawPage, MappedPage)?>(null);
}
