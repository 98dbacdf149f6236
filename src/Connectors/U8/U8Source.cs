using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.U8;

/// <summary>
/// Reads lists of U8's OpenAPI page by page (U8 数据源), and where a list holds heads only, each document besides. U8
/// knows no stamp of the last change, so that there are no windows; it states a total, by which a pull is proved.
/// </summary>
internal sealed class U8Source(U8Client client, ConnectorFile file, TimeProvider time) : ISource
{
    private const string QueryDate = "&queryDate=";

    // The service lives by China's clock wherever the hub runs.
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private readonly IReadOnlyCollection<string> _emptyCodes = file.U8!.EmptyCodes;
    private readonly PerMapping<U8Query> _queries =
        new PerMapping<U8Query>(d => U8Query.Of(file, d)).Prepare(file.Datasets);

    public bool ListsEverything(DatasetMapping dataset) =>
        _queries.Of(dataset).Days is null && (dataset.Snapshot?.Whole ?? true);

    public Task<IReadOnlyList<string>> PartsAsync(DatasetMapping dataset, Window window, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>(_queries.Of(dataset).Days is { } days
            ? days.Parts(Today)
            : [dataset.Dataset]);

    public async IAsyncEnumerable<RawPage> PullAsync(
        DatasetMapping dataset,
        string part,
        Window window,
        string? cursor,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var query = _queries.Of(dataset);
        for (var at = cursor is null ? new U8Cursor(1, 0, Today) : U8Cursor.Parse(cursor); ; at = at.NextPage)
        {
            var (page, list) = await ListAsync(query, part, at, cancel);
            var next = list.IsLast ? null : at.NextPage.ToString();
            if (query.Detail is not { } detail || list.Rows.Count == 0)
            {
                yield return page with { Cursor = next };
            }
            else
            {
                for (var i = at.Fetched; i < list.Rows.Count; i++)
                {
                    var behind = i + 1 < list.Rows.Count ? (at with { Fetched = i + 1 }).ToString() : next;
                    yield return await DetailAsync(detail, list.Rows[i], page.Name, cancel) with
                    {
                        Cursor = behind, SourceTotal = list.Total,
                    };
                }
            }

            if (next is null)
            {
                yield break;
            }
        }
    }

    public IEnumerable<SourceRecord> Read(DatasetMapping dataset, RawPage page)
    {
        var query = _queries.Of(dataset);
        var answer = U8Answer.Of(page.Body, Redaction.None, page.Name);
        var rows = query.Detail is { } detail && answer.Root.TryGetProperty(detail.Resource, out _)
            ? [DocumentOf(answer, detail, page.Name)]
            : U8List.RowsOf(answer, query.RecordsOf, page.Name);
        var asked = page.Name.Split(QueryDate) is [_, var date] ? date : null;
        return rows.Select((row, i) => new U8Record(new JsonRecord(row, page.Name, i + 1), asked));
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().ToOffset(China).DateTime);

    private async Task<(RawPage Page, U8List List)> ListAsync(
        U8Query query, string part, U8Cursor at, CancellationToken cancel)
    {
        // The answer does not say of which day it is, so the page's name carries it for later readings.
        var number = at.Page.ToString(CultureInfo.InvariantCulture);
        var name = $"{query.Resource}/batch_get?page_index={number}{QueryDate}{at.DateText}";
        var (answer, envelope) = await client.ReadAsync(
            $"{query.Resource}/batch_get",
            [
                .. query.Query,
                .. query.Days?.Of(part) ?? [],
                new("page_index", number),
                new("rows_per_page", query.PageSize.ToString(CultureInfo.InvariantCulture)),
            ],
            _emptyCodes,
            cancel);
        var list = envelope.IsSuccess ? U8List.Of(envelope, query.RecordsOf, at.Page, name) : U8List.Empty;
        return (new RawPage(name, answer.Body, null, list.Total) { SentAt = answer.SentAt }, list);
    }

    private async Task<RawPage> DetailAsync(
        U8Detail detail, JsonElement row, string listName, CancellationToken cancel)
    {
        var id = U8Answer.TextOf(row, detail.Id) ?? throw new ConnectorException(
            ConnectorFailure.Configuration, $"{listName}: a row has no '{detail.Id}'; correct detail.id.");
        var name = $"{detail.Resource}/get?{detail.Id}={Uri.EscapeDataString(id)}";
        var (answer, envelope) = await client.ReadAsync($"{detail.Resource}/get", [new(detail.Id, id)], [], cancel);
        return U8Answer.TextOf(DocumentOf(envelope, detail, name), detail.Id) is { } came && came != id
            ? throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{name}: the document {came} came instead; the parameter is not heeded.")
            : new RawPage(name, answer.Body, null) { SentAt = answer.SentAt };
    }

    private static JsonElement DocumentOf(U8Answer answer, U8Detail detail, string what) =>
        answer.Root.TryGetProperty(detail.Resource, out var document) && document.ValueKind == JsonValueKind.Object
            ? document
            : throw new ConnectorException(
                ConnectorFailure.Configuration, $"{what}: the answer holds no '{detail.Resource}'; correct 'detail'.");
}
