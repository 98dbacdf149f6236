using System.Runtime.CompilerServices;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Sap.Metadata;

namespace DealerIntegration.Connectors.Sap;

/// <summary>
/// Reads SAP over OData V2 (SAP 数据源). A dataset is one part; its pages follow the server's own links. Where there is
/// none although rows are left by SAP's count, they are asked for by position; where SAP neither links nor counts,
/// until nothing new comes. The cursor is the path of the next page. Rows that appear on two pages because the data
/// moved are told apart by key later.
/// </summary>
internal sealed class SapSource(SapClient client, ConnectorFile file, TimeProvider time) : ISource
{
    // SAP itself cuts larger pages to this.
    private const int MostRows = 5000;

    private readonly PerMapping<SapQuery> _queries =
        new PerMapping<SapQuery>(d => QueryOf(file, d)).Prepare(file.Datasets);

    private readonly PerMapping<JsonShape> _shapes = new(JsonShape.Of);

    public bool TakesWindows(DatasetMapping dataset) => _queries.Of(dataset).TakesWindows;

    public bool ListsEverything(DatasetMapping dataset) => dataset.Snapshot?.Whole ?? true;

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
        var at = SapCursor.Parse(cursor ?? query.Page(window, 0)).On(time.GetUtcNow(), query.AsOfZone);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        SapPage? before = null;
        SapPage? ahead = null;
        while (true)
        {
            if (!seen.Add(at.Path))
            {
                throw new ConnectorException(
                    ConnectorFailure.Transient,
                    $"{at.Path}: the partner's pages lead in a circle; nothing can be proved whole.");
            }

            var page = ahead ?? await PageAsync(at.Path, cancel);
            var byPosition = at.Path == query.Page(window, at.Read);
            if (byPosition && page.IsLike(before))
            {
                throw new ConnectorException(
                    ConnectorFailure.Transient,
                    $"{at.Path}: SAP answers with the page before. If it stays so, the service knows no $skip, and "
                    + "only its own links lead on; ask for smaller stretches with a window.");
            }

            var read = at.Read + page.Rows;
            var rest = query.Page(window, read);
            var isOpen = page.Next is null && page.Rows > 0;

            // Without a count a short page proves nothing, so that what may follow is looked at before this one goes.
            ahead = isOpen && page.Count is null && byPosition ? await MoreAsync(page, rest, cancel) : null;
            var next = page.Next ?? (ahead is not null || (isOpen && read < page.Count) ? rest : null);
            var following = next is null ? null : at with { Path = next, Read = read };
            yield return new RawPage(at.Name, page.Answer.Body, following?.ToString(), page.Count)
            {
                SentAt = page.Answer.SentAt,
            };
            if (following is null)
            {
                yield break;
            }

            (at, before) = (following, page);
        }
    }

    // A service that does not heed the position answers with the same rows again: it has given all it gives.
    private async Task<SapPage?> MoreAsync(SapPage page, string rest, CancellationToken cancel) =>
        await PageAsync(rest, cancel) is { Rows: > 0 } more && !more.IsLike(page) ? more : null;

    private async Task<SapPage> PageAsync(string path, CancellationToken cancel)
    {
        (string? Next, long? Count, int Rows) frame = default;
        var answer = await client.GetAsync(path, a => frame = ODataPage.Frame(a.Body, path), cancel);
        var next = string.IsNullOrEmpty(frame.Next) ? null : client.PathOf(frame.Next, path);
        return new SapPage(answer, next, frame.Count, frame.Rows);
    }

    public IEnumerable<SourceRecord> Read(DatasetMapping dataset, RawPage page)
    {
        var rows = ODataPage.Rows(page, _shapes.Of(dataset));
        if (SapCursor.Parse(page.Name).AsOf is not { } day)
        {
            return rows;
        }

        var asked = new Dictionary<string, string> { ["asOf"] = day };
        return rows.Select(row => new AskedRecord(row, asked));
    }

    public async Task<IReadOnlyList<string>> ComplaintsAsync(DatasetMapping dataset, CancellationToken cancel)
    {
        var query = _queries.Of(dataset);
        var name = query.Request[..Math.Max(0, query.Request.IndexOf('/', StringComparison.Ordinal))];
        return await SapMetadata.OfAsync(client, name, cancel) is { } service
            ? [.. DatasetCheck.Of(dataset, query, service)]
            : [];
    }

    /// <summary>An answer with what stands around its rows.</summary>
    private sealed record SapPage(Answer Answer, string? Next, long? Count, int Rows)
    {
        public bool IsLike(SapPage? other) =>
            Rows > 0 && other is not null && Answer.Body.AsSpan().SequenceEqual(other.Answer.Body);
    }

    private static SapQuery QueryOf(ConnectorFile file, DatasetMapping dataset)
    {
        var where = $"{file.FilePath}, dataset '{dataset.Dataset}', source";
        var query = ConfigFile.Parse<SapQuery>(dataset.Source.GetRawText(), where);
        if (query.PageSize is < 1 or > MostRows)
        {
            throw new ConfigurationException(
                $"{where}: pageSize is {query.PageSize}; it must be from 1 to {MostRows}.");
        }

        return query.AsOfZone is null || TimeZoneInfo.TryFindSystemTimeZoneById(query.AsOfZone, out _)
            ? query
            : throw new ConfigurationException(
                $"{where}: '{query.AsOfZone}' is no time zone; write one like Asia/Shanghai.");
    }
}
