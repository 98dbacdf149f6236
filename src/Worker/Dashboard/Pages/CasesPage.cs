using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Worker.Cases;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>Diversion cases and where each stands (窜货案件列表).</summary>
internal sealed class CasesPage(CaseDesk desk, Frame frame)
{
    private const int PageSize = 100;

    private static readonly (string Show, string Words, Func<CaseView, bool> Fits)[] Choices =
    [
        ("open", "未结 Not closed", c => c.Life.State != CaseState.Closed),
        ("overdue", "逾期 Overdue", c => c.Overdue > 0),
        ("attention", "证据有变 Evidence changed", c => c.Found.IsWithdrawn || c.Found.Grown > 0),
        ("all", "全部 All", _ => true),
    ];

    public async Task<IResult> ShowAsync(
        HttpContext http, string? show, string? dealer, int page, CancellationToken cancel)
    {
        var asked = string.IsNullOrWhiteSpace(dealer) ? null : dealer.Trim();
        var all = await desk.ListAsync(asked, cancel);
        var choice = Choices.FirstOrDefault(c => c.Show == show, Choices[0]);
        var shown = all.Where(choice.Fits).ToList();
        var pager = new Pager(page, PageSize, shown.Count);
        var main = Html.Of(
            $"""
            <h1>窜货案件 <small>Diversion cases</small></h1>
            <form class="start" method="get" action="/cases">
            <label>显示 Show<select name="show">{Html.Each(Choices, c => Html.Of(
                $"""
                <option value="{c.Show}"{(c.Show == choice.Show ? Html.Of($" selected") : Html.Nothing)}>{c.Words}
                ({all.Count(c.Fits)})</option>
                """))}</select></label>
            <label>经销商 Dealer<input name="dealer" value="{asked}" maxlength="40" placeholder="D001"></label>
            <button class="quiet">查询 Look</button></form>
            {(shown.Count == 0
                ? Html.Of($"""<p class="empty">没有案件。 No case.</p>""")
                : Table(shown.Skip(pager.Skip).Take(PageSize)))}
            {pager.Links(p => $"/cases?show={choice.Show}&dealer={Uri.EscapeDataString(asked ?? "")}&page={p}")}
            """);
        return frame.Render(http, "窜货案件 Cases", main);
    }

    private static Html Table(IEnumerable<CaseView> cases) => Html.Of(
        $"""
        <div class="wide"><table class="money"><thead><tr><th>案件 Case</th><th>经销商 Dealer</th><th>商品 Product</th>
        <th>发现地 Found in</th><th>期间 Window</th><th class="n">码数 Codes</th><th class="n">占比 Share</th>
        <th class="n">置信度 Confidence</th><th>程度 Severity</th><th>状态 State</th><th>期限 Due</th></tr></thead>
        <tbody>{Html.Each(cases, Line)}</tbody></table></div>
        """);

    private static Html Line(CaseView view)
    {
        var c = view.Found;
        return Html.Of(
            $"""
            <tr><td><a href="{CasePage.Address(c.Number)}"><code>{c.Number}</code></a></td>
            <td>{c.DealerCode} <small>{c.DealerName}</small></td><td>{c.ProductCode} <small>{c.ProductName}</small></td>
            <td>{view.Terms.Place(c.AreaCode)}</td><td>{c.Window}</td><td class="n">{Formats.Count(c.Codes)}</td>
            <td class="n">{CasePage.Percent(c.Share)}</td><td class="n">{c.Confidence} %</td>
            <td>{FindingWords.Severity(c.Severity).Both()}</td>
            <td>{CaseMarks.State(view)}</td><td class="at">{CaseMarks.Deadline(view)}</td></tr>
            """);
    }
}
