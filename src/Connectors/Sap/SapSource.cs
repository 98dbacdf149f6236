using System.Runtime.CompilerServices;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Sap.Metadata;

namespace DealerIntegration.Connectors.Sap;

/// <summary>
/// Reads SAP over OData V2 (SAP 数据源). A dataset is one part; its pages follow the server's own links, and where there
/// is none although rows are left, they are asked for by position. The cursor is the path of the next page. Rows that
/// appear on two pages because the data moved are told apart by key later.
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
        byte[] before = [];
        while (true)
        {
            var path = at.Path;
            if (!seen.Add(path))
            {
                throw new ConnectorException(
                    ConnectorFailure.Transient,
                    $"{path}: the partner's pages lead in a circle; nothing can be proved whole.");
            }

            (string? Next, long? Count, int Rows) frame = default;
            var answer = await client.GetAsync(path, a => frame = ODataPage.Frame(a.Body, path), cancel);
            if (at.Read > 0 && path == query.Page(window, at.Read) && frame.Rows > 0
                && answer.Body.AsSpan().SequenceEqual(before))
            {
                throw new ConnectorException(
                    ConnectorFailure.Transient,
                    $"{path}: SAP answers with the page before. If it stays so, the service knows no $skip, and only "
                    + "its own links lead on; ask for smaller stretches with a window.");
            }

            before = answer.Body;
            var read = at.Read + frame.Rows;
            var next = !string.IsNullOrEmpty(frame.Next) ? client.PathOf(frame.Next, path)
                : query.HasMore(frame.Rows, read, frame.Count) ? query.Page(window, read)
                : null;
            var following = next is null ? null : at with { Path = next, Read = read };
            yield return new RawPage(at.Name, answer.Body, following?.ToString(), frame.Count)
            {
                SentAt = answer.SentAt,
            };
            if (following is null)
            {
                yield break;
            }

            at = following;
        }
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
