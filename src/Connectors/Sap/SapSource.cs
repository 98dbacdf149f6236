using System.Runtime.CompilerServices;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Sap;

/// <summary>
/// Reads SAP over OData V2 (SAP 数据源). A dataset is one part; its pages follow the server's own links, and the cursor
/// is the path of the next page. Rows that appear on two pages because the data moved are told apart by key later.
/// </summary>
internal sealed class SapSource(SapClient client, ConnectorFile file) : ISource
{
    private readonly PerMapping<SapQuery> _queries =
        new PerMapping<SapQuery>(d => QueryOf(file, d)).Prepare(file.Datasets);

    public bool TakesWindows(DatasetMapping dataset) => _queries.Of(dataset).ChangedBy is not null;

    public Task<IReadOnlyList<string>> PartsAsync(DatasetMapping dataset, Window window, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>([dataset.Dataset]);

    public async IAsyncEnumerable<RawPage> PullAsync(
        DatasetMapping dataset,
        string part,
        Window window,
        string? cursor,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var path = cursor ?? _queries.Of(dataset).FirstPage(window);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            if (!seen.Add(path))
            {
                throw new ConnectorException(
                    ConnectorFailure.Transient,
                    $"{path}: the partner's pages lead in a circle; nothing can be proved whole.");
            }

            (string? Next, long? Count) frame = default;
            var asked = path;
            var answer = await client.GetAsync(path, a => frame = ODataPage.Frame(a.Body, asked), cancel);
            var next = string.IsNullOrEmpty(frame.Next) ? null : client.PathOf(frame.Next, path);
            yield return new RawPage(path, answer.Body, next, frame.Count) { SentAt = answer.SentAt };
            if (next is null)
            {
                yield break;
            }

            path = next;
        }
    }

    public IEnumerable<SourceRecord> Read(DatasetMapping dataset, RawPage page) => ODataPage.Rows(page);

    private static SapQuery QueryOf(ConnectorFile file, DatasetMapping dataset) => ConfigFile.Parse<SapQuery>(
        dataset.Source.GetRawText(), $"{file.FilePath}, dataset '{dataset.Dataset}', source");
}
