using System.Runtime.CompilerServices;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>
/// Reads the lists of a YonBIP tenant (用友 BIP 数据源). The count that each page states is held against what came. Where a
/// list has one row for each line, a bill that goes on over the end of a page is read with the page it begins on.
/// </summary>
internal sealed class YonBipSource(YonBipClient client, ConnectorFile file, TimeProvider time) : ISource
{
    private readonly YonBipStamp _stamp = new(TimeZoneInfo.FindSystemTimeZoneById((file.Yonbip ?? new()).Zone));
    private readonly PerMapping<YonBipQuery> _queries =
        new PerMapping<YonBipQuery>(d => YonBipQuery.Of(file, d)).Prepare(file.Datasets);

    public bool TakesWindows(DatasetMapping dataset) => _queries.Of(dataset).Changed is not null;

    public bool ListsEverything(DatasetMapping dataset) => dataset.Snapshot?.Whole ?? true;

    public Task<IReadOnlyList<string>> PartsAsync(DatasetMapping dataset, Window window, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>(_queries.Of(dataset).Each?.Values ?? [dataset.Dataset]);

    public async IAsyncEnumerable<RawPage> PullAsync(
        DatasetMapping dataset,
        string part,
        Window window,
        string? cursor,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var query = _queries.Of(dataset);
        var asked = new YonBipPull(client, query, dataset.Lines?.GroupBy, query.Each is null ? null : part)
        {
            Ends = query.Changed is null ? default : YonBipRequest.Ends(window, _stamp),
            Day = MappedPaths.Of(dataset).Contains($"@{YonBipName.AskedOn}") ? _stamp.DateOf(time.GetUtcNow()) : null,
        };
        for (var at = YonBipCursor.Parse(cursor); ;)
        {
            var (page, next) = await asked.NextAsync(at, cancel);
            yield return page;
            if (next is null)
            {
                yield break;
            }

            at = next;
        }
    }

    public IEnumerable<SourceRecord> Read(DatasetMapping dataset, RawPage page)
    {
        var query = _queries.Of(dataset);
        var name = YonBipName.Parse(page.Name);
        var rows = YonBipSheets.Rows(page.Body, query, dataset.Lines?.GroupBy, name.After, page.Name)
            .Select((row, i) => new JsonRecord(row, page.Name, i + 1));
        return query.AddUp is { } addUp
            ? rows.GroupBy(r => Key(r, addUp.By), StringComparer.Ordinal)
                .Select(g => new YonBipRecord([.. g], name.Asked, addUp.Fields))
            : rows.Select(r => new YonBipRecord([r], name.Asked, []));
    }

    // Lengths keep "a" + "bc" and "ab" + "c" apart.
    private static string Key(JsonRecord row, List<string> by) => string.Concat(by.Select(path =>
        row.TryGet(path, out var value) && value is not null ? $"{value.Length}:{value}" : "-"));
}
