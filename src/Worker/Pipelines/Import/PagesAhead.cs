using System.Runtime.CompilerServices;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>
/// Fetches and prepares one page while the one before is stored (预取一页): the partner, this process and the database work
/// at the same time. Never more than one page ahead, and in the partner's order; a failure is told when its page is
/// due, after all that came before it was handed out.
/// </summary>
internal static class PagesAhead
{
    /// <param name="source">The partner's pages.</param>
    /// <param name="prepare">Called for one page after the other, on any thread.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async IAsyncEnumerable<(RawPage Page, T Prepared)> ReadAsync<T>(
        IAsyncEnumerable<RawPage> source, Func<RawPage, T> prepare,
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
                due = next.Page.Cursor is null ? Task.FromResult<(RawPage Page, T Prepared)?>(null) : NextAsync();
                yield return next;
            }
        }
        finally
        {
            // Whoever stops listening stops the fetching, too; the pages may be let go only when nobody turns them.
            await stop.CancelAsync();
            await ((Task)due).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task<(RawPage Page, T Prepared)?> NextAsync() => Task.Run<(RawPage, T)?>(
            async () => await pages.MoveNextAsync() ? (pages.Current, prepare(pages.Current)) : null,
            CancellationToken.None);
    }
}
