using System.Runtime.CompilerServices;
using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Kingdee;

/// <summary>
/// Reads bills and records of Kingdee Cloud (金蝶数据源). Kingdee states no total and pages by position, so that a bill
/// which leaves the list moves all that follow. Pages here go on after an inner id instead: nothing moves. The last
/// bill of a page that may have been cut is left to the next page, which begins with it.
/// </summary>
internal sealed class KingdeeSource(KingdeeClient client, ConnectorFile file) : ISource
{
    private readonly string _zone = file.Kingdee!.Zone;
    private readonly PerMapping<Plan> _plans = new PerMapping<Plan>(d => PlanOf(file, d)).Prepare(file.Datasets);

    public bool TakesWindows(DatasetMapping dataset) => _plans.Of(dataset).Query.ChangedBy is not null;

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
        var plan = _plans.Of(dataset);
        var after = cursor;
        do
        {
            var filter = plan.Query.Condition(window, after, _zone);
            var page = await PageAsync(plan, filter, after, plan.Query.PageSize, cancel)
                ?? await PageAsync(plan, filter, after, KingdeeQuery.MostRows, cancel)
                ?? throw new ConnectorException(
                    ConnectorFailure.Configuration,
                    $"{plan.Query.Form}: the bill after {after ?? "the beginning"} has more entries than Kingdee gives "
                    + "in one answer; have Kingdee allow larger answers, or filter the bill out.");
            yield return page;
            after = page.Cursor;
        }
        while (after is not null);
    }

    public IEnumerable<SourceRecord> Read(DatasetMapping dataset, RawPage page)
    {
        var name = KingdeePage.Parse(page.Name)
            ?? new KingdeePage(page.Name, After: null, Last: null, _plans.Of(dataset).Fields);
        var fields = name.Fields.Index().ToDictionary(f => f.Item, f => f.Index, StringComparer.Ordinal);
        var rows = KingdeeRows.Of(page.Body, fields.Count, Redaction.None, name.Title);
        var end = name.Last is null ? rows.Count : rows.FindLastIndex(r => r[0].ToString() == name.Last) + 1;
        return rows.Take(end).Select((row, i) => new KingdeeRecord(row, fields, page.Name, i + 1));
    }

    // Null: one bill fills the page and may go on behind it.
    private async Task<RawPage?> PageAsync(
        Plan plan, string filter, string? after, int limit, CancellationToken cancel)
    {
        var name = new KingdeePage(plan.Query.Form, after, Last: null, plan.Fields);
        var (answer, rows) = await RowsAsync(plan, filter, 0, limit, name.Title, cancel);
        KingdeeBills.Require(rows, plan.Query, after, name.Title);

        // A server may allow smaller answers than were asked for, so only an empty rest proves the end.
        var isLast = rows.Count == 0
            || (rows.Count < limit
                && (await RowsAsync(plan, filter, rows.Count, 1, name.Title, cancel)).Rows.Count == 0);
        if (isLast)
        {
            return new RawPage(name.ToString(), answer.Body, null) { SentAt = answer.SentAt };
        }

        var last = plan.Query.Entry is null ? rows[^1][0].ToString() : KingdeeBills.LastWhole(rows);
        return last is null
            ? null
            : new RawPage((name with { Last = last }).ToString(), answer.Body, last) { SentAt = answer.SentAt };
    }

    private async Task<(Answer Answer, List<JsonElement> Rows)> RowsAsync(
        Plan plan, string filter, int start, int limit, string what, CancellationToken cancel)
    {
        List<JsonElement> rows = [];
        var answer = await client.QueryAsync(
            what,
            KingdeeQuery.Body(plan.Query.Form, plan.Fields, filter, plan.Query.Order, start, limit),
            a => rows = KingdeeRows.Of(a.Body, plan.Fields.Length, a.Redaction, what),
            cancel);
        return (answer, rows);
    }

    private static Plan PlanOf(ConnectorFile file, DatasetMapping dataset)
    {
        var query = KingdeeQuery.Of(file, dataset);
        return new Plan(query, query.FieldKeys(dataset));
    }

    private sealed record Plan(KingdeeQuery Query, string[] Fields);
}
