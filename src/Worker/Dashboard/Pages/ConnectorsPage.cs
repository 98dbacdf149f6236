using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>
/// Every dataset that was pulled: how its last pull ended, how far it reaches, which fields changed (连接器).
/// </summary>
internal sealed class ConnectorsPage(DashboardQueries queries, Frame frame, Formats formats)
{
    public async Task<IResult> ShowAsync(HttpContext http, CancellationToken cancel)
    {
        var pulls = await queries.PullsAsync(cancel);
        var list = pulls.Count == 0
            ? Html.Of($"""<p class="empty">还没有取数。 Nothing was pulled yet.</p>""")
            : Html.Of(
                $"""
                <table class="pulls"><thead><tr><th>数据集 Dataset</th><th>最近取数 Last pull</th><th>结束 Ended</th>
                <th>取到 Reaches to</th><th>源已删除 Gone</th>
                <th>缺少字段 Fields missing</th><th>新增字段 New fields</th></tr></thead>
                <tbody>{Html.Each(pulls, Line)}</tbody></table>
                <p class="note">时间 Times: {formats.Zone}</p>
                """);
        return frame.Render(http, "连接器 Connectors", Html.Of($"<h1>连接器 <small>Connectors</small></h1>{list}"));
    }

    private Html Line(PullLine pull) => Html.Of(
        $"""
        <tr><td>{pull.Scope}</td><td><a href="/runs/{pull.Run}">{pull.Run}</a> {Words.Status(pull.Status)}
        {Html.When(pull.Note is not null, () => Html.Of($"""<p class="note">{pull.Note}</p>"""))}</td>
        <td class="at">{formats.Instant(pull.EndedAt)}</td><td class="at">{formats.Instant(pull.ReachedAt)}</td>
        <td>{pull.Gone}
        {Html.When(pull.Kept > 0, () => Html.Of($"""<span class="bad">待确认 kept {pull.Kept}</span>"""))}</td>
        <td>{Html.When(pull.Missing is not null, () => Html.Of($"""<span class="bad">{pull.Missing}</span>"""))}</td>
        <td>{pull.Appeared}</td></tr>
        """);
}
