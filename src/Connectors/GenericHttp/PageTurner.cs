using System.Globalization;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>
/// Decides after a page whether there is another and where. One turner goes through one pull, so that pages that lead
/// in a circle are an error and not an endless loop.
/// </summary>
internal sealed class PageTurner(HttpQuery query, PagePosition start)
{
    private readonly HashSet<string> _marks = start.Mark is null ? [] : new([start.Mark], StringComparer.Ordinal);
    private string? _before;

    /// <param name="link">The next link of this answer, as a path below the base path.</param>
    /// <exception cref="ConnectorException">The pages contradict themselves.</exception>
    public PagePosition? After(PagePosition at, ListPage page, string? link, string what)
    {
        var seen = at.Seen + page.Records.Count;
        return query.Paging.Kind switch
        {
            PagingKind.Page or PagingKind.Offset or PagingKind.LastRecord => Numbered(at, page, seen, what),
            PagingKind.Cursor => Led(page.HasMore, page.Next, seen, what),
            PagingKind.Link => Led(page.HasMore, link, seen, what),
            _ => null,
        };
    }

    private PagePosition? Numbered(PagePosition at, ListPage page, long seen, string what)
    {
        if (IsLast(at, page, seen))
        {
            return null;
        }

        if (page.Records.Count == 0)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient,
                $"{what}: holds no records although there should be more ({seen} came, total {page.Total}).");
        }

        if (page.Fingerprint == _before)
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{what}: the same records came as on the page before; the partner does not heed the parameter "
                + $"'{query.Paging.Parameter}'. Correct 'paging'.");
        }

        _before = page.Fingerprint;

        if (query.Paging.Kind == PagingKind.LastRecord)
        {
            return Fresh(page.Next, seen, what, "the last record holds nothing at");
        }

        // An offset goes on after what came, not after what was asked for: a partner may allow smaller pages only.
        var mark = query.Paging.Kind == PagingKind.Offset
            ? seen + (query.Paging.First ?? 0)
            : NumberOf(at) + 1;
        return new PagePosition(seen, mark.ToString(CultureInfo.InvariantCulture));
    }

    private bool IsLast(PagePosition at, ListPage page, long seen) => query.Paging.Stop switch
    {
        StopRule.ShortPage => page.Records.Count < query.Paging.Size,
        StopRule.HasMore => page.HasMore == false,
        StopRule.Total => seen >= page.Total,
        StopRule.Pages => NumberOf(at) - (query.Paging.First ?? 1) + 1 >= page.Pages,
        _ => page.Records.Count == 0,
    };

    private long NumberOf(PagePosition at) => at.Mark is null
        ? query.Paging.First ?? 1
        : long.TryParse(at.Mark, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ConnectorException(
                ConnectorFailure.Configuration, $"'{at}' is not a cursor of this connector; pull the part anew.");

    private PagePosition? Led(bool? hasMore, string? mark, long seen, string what)
    {
        if (hasMore == false || (mark is null && hasMore is null))
        {
            return null;
        }

        return Fresh(mark, seen, what, "says that there is more, but not where; correct 'hasMore', or");
    }

    private PagePosition Fresh(string? mark, long seen, string what, string lack)
    {
        if (string.IsNullOrEmpty(mark))
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration, $"{what}: {lack} 'next', '{query.Paging.Next}'.");
        }

        return _marks.Add(mark) ? new PagePosition(seen, mark) : throw new ConnectorException(
            ConnectorFailure.Transient, $"{what}: the partner's pages lead in a circle; nothing can be proved whole.");
    }
}
