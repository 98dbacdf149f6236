using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>One pull of one part of a list, from page to page.</summary>
/// <param name="bill">Path of what the rows of a bill share; null where a row is a whole record.</param>
/// <param name="value">What <c>each</c> asks for in this part.</param>
internal sealed class YonBipPull(YonBipClient client, YonBipQuery query, string? bill, string? value)
{
    private Sheet? _ahead;

    public required (string? From, string? To) Ends { get; init; }

    /// <summary>The day of the call, where the mapping reads it; null: pages bear the same name every day.</summary>
    public required DateOnly? Day { get; init; }

    /// <summary>The page at a place, and where the next one is; null behind the last.</summary>
    public async Task<(RawPage Page, YonBipCursor? Next)> NextAsync(YonBipCursor at, CancellationToken cancel)
    {
        var sheet = _ahead?.No == at.Page ? _ahead : await FetchAsync(at.Page, cancel);
        _ahead = null;
        List<byte[]> bodies = [sheet.Answer.Answer.Body];
        var last = sheet;
        string? after = null;
        if (bill is not null && sheet.List.Rows.Count > 0)
        {
            var open = YonBipJson.Text(sheet.List.Rows[^1], bill);
            while (!IsLast(last))
            {
                last = await FetchAsync(last.No + 1, cancel);
                if (last.List.Rows.Count == 0 || YonBipJson.Text(last.List.Rows[0], bill) != open)
                {
                    break;
                }

                bodies.Add(last.Answer.Answer.Body);
                after = open;
                if (YonBipJson.Text(last.List.Rows[^1], bill) != open)
                {
                    break;
                }
            }
        }

        var next = Next(sheet, last, after);
        return (PageOf(at, sheet, bodies, next), next);
    }

    // What was looked at ahead is the page to go on with, unless the open bill took it up to its last row.
    private YonBipCursor? Next(Sheet sheet, Sheet last, string? after)
    {
        if (last.No > sheet.No && !EndsWith(last, after))
        {
            _ahead = last;
            return new YonBipCursor(last.No, after);
        }

        return IsLast(last) ? null : new YonBipCursor(last.No + 1, null);
    }

    private bool EndsWith(Sheet sheet, string? open) =>
        open is not null && sheet.List.Rows is [.., var row] && YonBipJson.Text(row, bill!) == open;

    private bool IsLast(Sheet sheet) => query.PageSize is not { } size || sheet.No * size >= sheet.List.Total;

    private RawPage PageOf(YonBipCursor at, Sheet sheet, List<byte[]> bodies, YonBipCursor? next) => new(
        YonBipName.Of(query.Path, value, at, Day, Ends), YonBipSheets.Join(bodies), next?.ToString(), sheet.List.Total)
    {
        SentAt = sheet.Answer.Answer.SentAt,
    };

    private async Task<Sheet> FetchAsync(long no, CancellationToken cancel)
    {
        var what = YonBipName.Of(query.Path, value, new YonBipCursor(no, null), Day, Ends);
        YonBipList? list = null;
        var answer = await client.QueryAsync(
            query.Path, YonBipRequest.Of(query, no, value, Ends), cancel, Verify, query.EmptyCodes);
        return new Sheet(no, answer, list ?? new YonBipList([], query.PageSize is null ? null : 0));

        void Verify(YonBipEnvelope envelope)
        {
            list = YonBipList.Of(envelope.Data, query, what);
            if (query.PageSize is { } size)
            {
                list.RequireWhole(no, size, what);
            }

            RequireWindow(list, what);
        }
    }

    // Some lists pass over a filter they do not know, and answer with everything.
    private void RequireWindow(YonBipList list, string what)
    {
        if (query.Changed is not { } changed || Ends is (null, null))
        {
            return;
        }

        foreach (var row in list.Rows)
        {
            var stamp = YonBipJson.Text(row, changed.Path);
            if (YonBipStamp.IsWithin(stamp, Ends.From, Ends.To) is not true)
            {
                throw new ConnectorException(
                    ConnectorFailure.Configuration,
                    $"{what}: a record came whose '{changed.Path}' is '{stamp}', which is not within the window that "
                    + "was asked for; the list does not heed the filter. Correct 'changed'.");
            }
        }
    }

    private sealed record Sheet(long No, YonBipAnswer Answer, YonBipList List);
}
