using System.Runtime.CompilerServices;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Files;

/// <summary>
/// A folder of CSV files (文件夹数据源). A part is a file and a page is the whole of it, so that a document is never cut.
/// A window is not applied: the folder is what is wanted.
/// </summary>
internal sealed class FilesSource(ConnectorFile file) : ISource
{
    private readonly FileFolder _folder = new(file);
    private readonly PerMapping<Plan> _plans = new PerMapping<Plan>(d => PlanOf(file, d)).Prepare(file.Datasets);

    public bool ListsEverything(DatasetMapping dataset) => dataset.Snapshot?.Whole ?? false;

    public Task<IReadOnlyList<string>> PartsAsync(DatasetMapping dataset, Window window, CancellationToken cancel) =>
        Task.FromResult(_folder.Parts(QueryOf(dataset).Folder, QueryOf(dataset).Pattern, _ => true));

    public async IAsyncEnumerable<RawPage> PullAsync(
        DatasetMapping dataset,
        string part,
        Window window,
        string? cursor,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        yield return await _folder.PageAsync(QueryOf(dataset).Folder, part, cancel);
    }

    public IEnumerable<SourceRecord> Read(DatasetMapping dataset, RawPage page)
    {
        var plan = _plans.Of(dataset);
        return CsvPage.Read(page, plan.Query, plan.Columns);
    }

    private CsvQuery QueryOf(DatasetMapping dataset) => _plans.Of(dataset).Query;

    private static Plan PlanOf(ConnectorFile file, DatasetMapping dataset)
    {
        var where = $"{file.FilePath}, dataset '{dataset.Dataset}', source";
        var query = ConfigFile.Parse<CsvQuery>(dataset.Source.GetRawText(), where);
        if (query.Delimiter is not [var delimiter] || !char.IsAscii(delimiter) || delimiter is '"' or '\r' or '\n')
        {
            throw new ConfigurationException($"{where}: the delimiter is one ASCII character, like \",\" or \"\\t\".");
        }

        return query.Encoding is "utf-8" or "gb18030"
            ? new Plan(query, [.. MappedPaths.Of(dataset)])
            : throw new ConfigurationException(
                $"{where}: the encoding '{query.Encoding}' is not known; use utf-8 or gb18030.");
    }

    private sealed record Plan(CsvQuery Query, string[] Columns);
}
