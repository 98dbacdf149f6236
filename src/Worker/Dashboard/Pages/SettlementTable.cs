using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Dashboard.Access;
using DealerIntegration.Worker.Rebates;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>A month's settlements, what waits of each, and the second person's buttons (待放行结算).</summary>
internal sealed class SettlementTable(ReleaseDesk desk, Frame frame, Formats formats)
{
    public async Task<Html> RenderAsync(HttpContext http, Period period, CancellationToken cancel)
    {
        var list = await desk.ListAsync(period, cancel);
        return Html.When(list.Count > 0, () => Html.Of(
            $"""
            <h2>返利结算 <small>Settlements</small></h2>
            <div class="wide"><table class="money"><thead><tr><th class="n">运行 Run</th><th>范围 Scope</th>
            <th>编制 Prepared</th><th>状态 State</th><th class="n">笔数 Results</th><th class="n">金额 Amount</th>
            <th>决定 Decision</th></tr></thead>
            <tbody>{Html.Each(list, line => Line(http, line))}</tbody></table></div>
            """));
    }

    private Html Line(HttpContext http, SettlementOverview line) => Html.Of(
        $"""
        <tr><td class="n"><a href="/runs/{line.Run}">{line.Run}</a></td>
        <td>{(line.Scope.Length == 0 ? "全部 all" : line.Scope)}</td>
        <td>{line.PreparedBy} <small class="at">{formats.Instant(line.PreparedAt)}</small></td>
        <td>{State(line)}</td><td class="n">{line.Count}</td>
        <td class="n">{Formats.Money(line.Amount)} {line.Currency}</td><td>{Decision(http, line)}</td></tr>
        """);

    private static Html State(SettlementOverview line)
    {
        var (look, chinese) = line.State switch
        {
            SettlementState.Released => ("succeeded", "已放行"),
            SettlementState.Prepared => ("running", "待放行"),
            SettlementState.Rejected => ("failed", "已退回"),
            SettlementState.Superseded => ("queued", "已被取代"),
            SettlementState.Outdated => ("incomplete", "已过时"),
            _ => ("queued", "无应付"),
        };
        var by = Html.When(
            line is { State: SettlementState.Superseded, Newer: not null },
            () => Html.Of($""" <a href="/runs/{line.Newer}">{line.Newer}</a>"""));
        return Html.Of($"""<span class="status {look}">{chinese} {line.State}</span>{by}""");
    }

    private Html Decision(HttpContext http, SettlementOverview line)
    {
        if (line.State != SettlementState.Prepared)
        {
            return Html.Of($"{line.Decided}");
        }

        if (!http.User.IsInRole(Roles.Finance))
        {
            return Html.Of($"由财务决定 for finance to decide");
        }

        // A person who has prepared it may withdraw it, but not release it.
        var release = line.PreparedBy == http.User.Identity!.Name
            ? Html.Of($"""<p class="note">须由他人放行 another person releases it</p>""")
            : Html.Of(
                $"""
                <form method="post" action="/months/{line.Period}/settlements/{line.Run}/release">{frame.Token(http)}
                <button>放行 Release</button></form>
                """);
        return Html.Of(
            $"""
            {release}
            <form method="post" action="/months/{line.Period}/settlements/{line.Run}/reject">{frame.Token(http)}
            <input name="reason" required maxlength="500" placeholder="原因 Why" aria-label="退回原因 Why it is rejected">
            <button class="quiet">退回 Reject</button></form>
            """);
    }
}
