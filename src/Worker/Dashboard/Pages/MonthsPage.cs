using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>Every month that was worked in, and how it stands (会计期间列表).</summary>
internal sealed class MonthsPage(Database database, Frame frame, Formats formats)
{
    public async Task<IResult> ShowAsync(HttpContext http, CancellationToken cancel)
    {
        var periods = await database.InTransactionAsync(
            (_, transaction) => PeriodStore.AllAsync(transaction, cancel), cancel);
        var list = periods.Count == 0
            ? Html.Of($"""<p class="empty">还没有期间。 No month was worked in yet.</p>""")
            : Html.Of(
                $"""
                <table class="months"><thead><tr><th>期间 Period</th><th>状态 State</th><th>自 Since</th></tr></thead>
                <tbody>{Html.Each(periods, Line)}</tbody></table>
                <p class="note">时间 Times: {formats.Zone}</p>
                """);
        return frame.Render(http, "月结 Months", Html.Of($"<h1>月结 <small>Months</small></h1>{list}"));
    }

    private Html Line(KnownPeriod known) => Html.Of(
        $"""
        <tr><td><a href="/months/{known.Period}">{known.Period}</a></td><td>{Words.State(known.State)}</td>
        <td class="at">{formats.Instant(known.Since)}</td></tr>
        """);
}
