using System.Globalization;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>
/// Reads the lists of a WMS page by page (WMS 数据源). The total the WMS states is checked against the pages, so that a
/// page size it silently cuts, or a page that comes back empty, is an error and not a gap.
/// </summary>
internal sealed class QimenSource(QimenClient client, ConnectorFile file) : ISource
{
    private readonly PerMapping<QimenQuery> _queries =
        new PerMapping<QimenQuery>(d => QueryOf(file, d)).Prepare(file.Datasets);

    // A warehouse clears away what it has done with: only a mapping can say that a list holds everything.
    public bool ListsEverything(DatasetMapping dataset) =>
        dataset.Snapshot?.Whole == true && _queries.Of(dataset) is { QueryDate: false, Items: null };

    public Task<IReadOnlyList<string>> PartsAsync(DatasetMapping dataset, Window window, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>([dataset.Dataset]);

    public async IAsyncEnumerable<RawPage> PullAsync(
        DatasetMapping dataset,
        string part,
        Window window,
        string? cursor,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var query = _queries.Of(dataset);
        for (var at = QimenCursor.Parse(cursor) ?? new QimenCursor(1, BusinessDate(window)); ; at = at.Next)
        {
            long? total = null;
            var here = at;
            var answer = await client.ReadAsync(
                query.Method, Body(query, at), a => total = RequireWholePage(a, query, here), cancel);
            var isLast = at.Page * (long)query.PageSize >= (total ?? query.Items!.Count);
            yield return new RawPage(NameOf(query, at), answer.Body, isLast ? null : at.Next.ToString(), total)
            {
                SentAt = answer.SentAt,
            };
            if (isLast)
            {
                yield break;
            }
        }
    }

    public IEnumerable<SourceRecord> Read(DatasetMapping dataset, RawPage page)
    {
        var root = XmlBody.Parse(page.Body, page.Name);
        var asked = AskedBy(page.Name);
        return XmlBody.Find(root, _queries.Of(dataset).List)
            .Select((element, i) => new XmlRecord(element, page.Name, i + 1, asked));
    }

    // The state at the end of the window; without one, today by the WMS's calendar.
    private DateOnly BusinessDate(Window window) => QimenClient.DateOf(window.To?.AddTicks(-1) ?? client.Now);

    private static string Body(QimenQuery query, QimenCursor at)
    {
        if (query.Items is not null)
        {
            var criteria = Asked(query, at).Select(c => new XElement("criteria", new XElement("itemCode", c)));
            return new XElement("request", new XElement("criteriaList", criteria))
                .ToString(SaveOptions.DisableFormatting);
        }

        var request = new XElement("request", new XElement("page", at.Page), new XElement("pageSize", query.PageSize));
        if (query.QueryDate)
        {
            request.Add(new XElement("queryDate", at.DateText));
        }

        return request.ToString(SaveOptions.DisableFormatting);
    }

    private static IEnumerable<string> Asked(QimenQuery query, QimenCursor at) =>
        query.Items!.Skip((at.Page - 1) * query.PageSize).Take(query.PageSize);

    /// <summary>The total that the WMS states; null where it is asked for products by name.</summary>
    private static long? RequireWholePage(QimenAnswer answer, QimenQuery query, QimenCursor at)
    {
        var what = NameOf(query, at);
        answer.RequireSuccess(what);
        if (query.Items is not null)
        {
            RequireAsked(answer, query, at);
            return null;
        }

        if (!long.TryParse(
            answer.Root.Element("totalCount")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var total))
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration, $"{what}: the answer has no totalCount, so it cannot be proved whole.");
        }

        var rows = XmlBody.Find(answer.Root, query.List).LongCount();
        var wanted = Math.Clamp(total - ((at.Page - 1) * (long)query.PageSize), 0, query.PageSize);
        return rows == wanted ? total : throw new ConnectorException(
            ConnectorFailure.Transient,
            $"{what}: holds {rows} records where {wanted} of {total} belong. If it stays so, the WMS allows smaller "
            + "pages only (set pageSize), or 'list' is not the path of its records.");
    }

    // A WMS that ignores what was asked for gives the first page of everything, over and over.
    private static void RequireAsked(QimenAnswer answer, QimenQuery query, QimenCursor at)
    {
        var asked = Asked(query, at).ToHashSet(StringComparer.Ordinal);
        var other = XmlBody.Find(answer.Root, query.List).Select(i => i.Element("itemCode")?.Value ?? "")
            .FirstOrDefault(code => !asked.Contains(code));
        if (other is not null)
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{NameOf(query, at)}: the WMS answered for the product '{other}', which was not asked for.");
        }
    }

    // The answer does not repeat what was asked, so the page's name carries it for later readings of the stored page.
    private static string NameOf(QimenQuery query, QimenCursor at) => query.QueryDate
        ? $"{query.Method}?page={at.Page}&queryDate={at.DateText}"
        : $"{query.Method}?page={at.Page}";

    private static Dictionary<string, string> AskedBy(string name) => name
        .Split('?', '&')
        .Select(p => p.Split('=', 2))
        .Where(p => p.Length == 2)
        .ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);

    private static QimenQuery QueryOf(ConnectorFile file, DatasetMapping dataset)
    {
        var where = $"{file.FilePath}, dataset '{dataset.Dataset}', source";
        var query = ConfigFile.Parse<QimenQuery>(dataset.Source.GetRawText(), where);
        if (query.Items is { Count: 0 })
        {
            throw new ConfigurationException($"{where}: items names no product; name some, or leave it out.");
        }

        return query.PageSize is > 0 and <= 10_000 ? query : throw new ConfigurationException(
            $"{where}: pageSize is {query.PageSize}; it must be from 1 to 10000.");
    }
}
