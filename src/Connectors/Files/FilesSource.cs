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
    private readonly PerMapping<Plan> _plans = new PerMapping<Plan>(d => PlanOf(file, d)).Prepare(file.Datasets);

    public Task<IReadOnlyList<string>> PartsAsync(DatasetMapping dataset, Window window, CancellationToken cancel)
    {
        var folder = Folder(dataset);
        var pattern = _plans.Of(dataset).Query.Pattern;
        if (!Directory.Exists(folder))
        {
            throw Wrong($"the folder {folder} does not exist.");
        }

        var parts = Directory.EnumerateFiles(folder, pattern, SearchOption.TopDirectoryOnly)
            .Select(p => Path.GetFileName(p))
            .Order(StringComparer.Ordinal)
            .ToList();
        return parts.Count > 0
            ? Task.FromResult<IReadOnlyList<string>>(parts)
            : throw Wrong(
                $"no file in {folder} matches '{pattern}'; an import of nothing is taken for a wrong folder.");
    }

    public async IAsyncEnumerable<RawPage> PullAsync(
        DatasetMapping dataset,
        string part,
        Window window,
        string? cursor,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        if (part != Path.GetFileName(part) || part is "." or "..")
        {
            throw Wrong($"'{part}' is not the name of a file in its folder.");
        }

        byte[] body;
        try
        {
            body = await File.ReadAllBytesAsync(Path.Combine(Folder(dataset), part), cancel);
        }
        catch (IOException e)
        {
            throw new ConnectorException(ConnectorFailure.Configuration, $"{part}: cannot be read: {e.Message}", e);
        }

        yield return new RawPage(part, body, Cursor: null);
    }

    public IEnumerable<SourceRecord> Read(DatasetMapping dataset, RawPage page)
    {
        var plan = _plans.Of(dataset);
        return CsvPage.Read(page, plan.Query, plan.Columns);
    }

    private string Folder(DatasetMapping dataset) => Path.Combine(
        file.Address ?? throw Wrong("no folder is given: set 'address' or name the folder on the command line."),
        _plans.Of(dataset).Query.Folder ?? "");

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

    private ConnectorException Wrong(string what) =>
        new(ConnectorFailure.Configuration, $"{file.Name} ({file.FilePath}): {what}");

    private sealed record Plan(CsvQuery Query, string[] Columns);
}
