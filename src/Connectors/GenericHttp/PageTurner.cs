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
            PagingKind.Page or PagingKind.Offset => Numbered(at, page, seen, what),
            PagingKind.Cursor => Led(page.HasMore, page.Next, seen, what),
            PagingKind.Link => Led(page.HasMore, link, seen, what),
            _ => null,
        };
    }

    private PagePosition? Numbered(PagePosition at, ListPage page, long seen, string what)
    {
        if (IsLast(page, seen))
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

        // An offset goes on after what came, not after what was asked for: a partner may allow smaller pages only.
        var mark = query.Paging.Kind == PagingKind.Offset
            ? seen
            : NumberOf(at) + 1;
        return new PagePosition(seen, mark.ToString(CultureInfo.InvariantCulture));
    }

    private bool IsLast(ListPage page, long seen) => query.Paging.Stop switch
    {
        StopRule.ShortPage => page.Records.Count < query.Paging.Size,
        StopRule.HasMore => page.HasMore == false,
        StopRule.Total => seen >= page.Total,
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

        if (mark is null)
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{what}: says that there is more, but not where; correct 'next' or 'hasMore'.");
        }

        return _marks.Add(mark) ? new PagePosition(seen, mark) : throw new ConnectorException(
            ConnectorFailure.Transient, $"{what}: the partner's pages lead in a circle; nothing can be proved whole.");
    }
}
