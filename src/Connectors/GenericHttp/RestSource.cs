using System.Runtime.CompilerServices;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>
/// Reads the lists of a REST system page by page (通用 HTTP 数据源). A dataset is one part; the cursor holds how many
/// records came and where to go on.
/// </summary>
internal sealed class RestSource(RestClient client, ConnectorFile file) : ISource
{
    private readonly HttpSettings _settings = file.Http!;
    private readonly PerMapping<HttpQuery> _queries =
        new PerMapping<HttpQuery>(d => HttpQuery.Of(file, d)).Prepare(file.Datasets);

    public bool TakesWindows(DatasetMapping dataset) => _queries.Of(dataset).Changed is not null;

    public bool ListsEverything(DatasetMapping dataset) => dataset.Snapshot?.Whole ?? false;

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
        var at = PagePosition.Parse(cursor);
        var turner = new PageTurner(query, at);
        while (true)
        {
            ListPage? page = null;
            var call = ListCall.Of(query, _settings.Format, at, window);
            var name = NameOf(call, at);
            var answer = await client.ReadAsync(
                call, a => page = ListPage.Of(a, query, _settings, name), accept: null, cancel);
            var next = turner.After(at, page!, LinkOf(query, page!, answer, call), name);
            if (query.Detail is null || page!.Records.Count == 0)
            {
                yield return new RawPage(name, answer.Body, next?.ToString(), page!.Total) { SentAt = answer.SentAt };
            }
            else
            {
                for (var i = at.Fetched; i < page.Records.Count; i++)
                {
                    var behind = i + 1 < page.Records.Count ? at with { Fetched = i + 1 } : next;
                    yield return await DetailAsync(query.Detail, page.Records[i], name, cancel) with
                    {
                        Cursor = behind?.ToString(), SourceTotal = page.Total,
                    };
                }
            }

            if (next is null)
            {
                yield break;
            }

            at = next;
        }
    }

    public IEnumerable<SourceRecord> Read(DatasetMapping dataset, RawPage page) =>
        _queries.Of(dataset) is { Detail: not null } query
            ? DetailPage.Records(page.Body, query, _settings, page.Name)
            : ListPage.OfStored(page.Body, _queries.Of(dataset), _settings, page.Name).Records;

    private async Task<RawPage> DetailAsync(
        HttpDetail detail, SourceRecord head, string listName, CancellationToken cancel)
    {
        var call = DetailPage.Call(detail, head, listName);
        var answer = await client.ReadAsync(
            call, a => DetailPage.Require(a, detail, head, _settings, call.Name), accept: null, cancel);
        return new RawPage(call.Name, answer.Body, Cursor: null) { SentAt = answer.SentAt };
    }

    private string? LinkOf(HttpQuery query, ListPage page, Answer answer, RestCall call)
    {
        if (query.Paging.Kind != PagingKind.Link || page.HasMore == false)
        {
            return null;
        }

        var link = query.Paging.Next is null ? LinkHeader.Next(answer) : page.Next;
        return string.IsNullOrEmpty(link) ? null : client.PathOf(link, call.Path, query.Paging);
    }

    private static string NameOf(RestCall call, PagePosition at) => call.Method == HttpMethod.Get || at.Mark is null
        ? call.Name
        : $"{call.Name} at {at.Mark}";
}
