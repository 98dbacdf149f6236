using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>What a settlement came to, by policy and by dealer (返利结算结果).</summary>
internal sealed class RebateTable(RebateQueries queries, ReconciliationQueries files)
{
    private const int PageSize = 200;

    /// <summary>The policies of the month's last settlement.</summary>
    public async Task<Html> OfMonthAsync(Period month, CancellationToken cancel) =>
        await queries.LatestAsync(month.ToString(), cancel) is { } run
            ? Policies(run, await queries.PoliciesAsync(run, cancel))
            : Html.Nothing;

    /// <summary>The policies of a settlement, and its dealers by the page; nothing for other runs.</summary>
    public async Task<Html> OfRunAsync(RunLine run, int page, CancellationToken cancel)
    {
        if (run.Pipeline != "settle" || run.Period is null)
        {
            return Html.Nothing;
        }

        var policies = await queries.PoliciesAsync(run.Id, cancel);
        var total = policies.Sum(p => p.Dealers);
        var pager = new Pager(page, PageSize, total);
        var results = await queries.ResultsAsync(run.Id, pager.Skip, PageSize, cancel);
        var books = await files.FilesAsync(
            "rebate", run.Period, [.. results.Select(r => r.DealerCode).Distinct()], cancel);
        return Html.When(total > 0, () => Html.Of(
            $"""
            {Policies(run.Id, policies)}
            <h2>经销商 <small>Dealers and policies {Formats.Count(total)}</small></h2>
            <div class="wide"><table class="money"><thead><tr><th>经销商 Dealer</th><th>政策 Policy</th>
            <th>周期 Period</th><th class="n">基数 Basis</th><th class="n">档 Tier</th><th class="n">应得 Earned</th>
            <th class="n">计提 Accrued</th><th class="n">已入账 Posted before</th><th class="n">应付 Payable</th>
            <th class="n">明细 Lines</th><th>结算单 Workbook</th></tr></thead>
            <tbody>{Html.Each(results, r => Result(run.Id, r, books.GetValueOrDefault(r.DealerCode)))}</tbody>
            </table></div>
            {pager.Links(p => $"/runs/{run.Id}?page={p}")}
            """));
    }

    public static Html Download(StatementDownload? file) => file is null
        ? Html.Of($"–")
        : Html.Of($"""<a href="/files/{file.RunId}/{file.No}" download>下载 xlsx</a>""");

    private static Html Policies(long run, IReadOnlyList<PolicyLine> policies) => Html.When(
        policies.Count > 0,
        () => Html.Of(
            $"""
            <h2>返利政策 <small>Rebate policies, <a href="/runs/{run}">run {run}</a></small></h2>
            <div class="wide"><table class="money"><thead><tr><th>政策 Policy</th><th>周期 Period</th>
            <th class="n">经销商 Dealers</th><th class="n">应得 Earned</th><th class="n">计提 Accrued</th>
            <th class="n">已入账 Posted before</th><th class="n">应付 Payable</th><th>币种</th>
            <th>放行 Released</th></tr></thead>
            <tbody>{Html.Each(policies, Policy)}</tbody></table></div>
            """));

    private static Html Policy(PolicyLine line) => Html.Of(
        $"""
        <tr><td>{line.Policy} <small>v{line.Version}</small></td><td>{line.Period}</td>
        <td class="n">{Formats.Count(line.Dealers)}</td><td class="n">{Formats.Money(line.Earned)}</td>
        <td class="n">{Formats.Money(line.Accrued)}</td><td class="n">{Formats.Money(line.PostedBefore)}</td>
        <td class="n">{Formats.Money(line.Payable)}</td><td>{line.Currency}</td><td>{State(line)}</td></tr>
        """);

    private static Html State(PolicyLine line)
    {
        var (look, words) = line switch
        {
            { ToPost: 0 } => ("queued", "无应付 nothing payable"),
            { Posted: 0 } => ("running", "未放行 not released"),
            _ when line.Posted < line.ToPost => ("incomplete", "部分放行 in part"),
            _ => ("succeeded", "已放行 released"),
        };
        var count = Html.When(line.ToPost > 0, () => Html.Of($" <small>{line.Posted} / {line.ToPost}</small>"));
        return Html.Of($"""<span class="status {look}">{words}</span>{count}""");
    }

    private static Html Result(long run, RebateResultLine r, StatementDownload? file) => Html.Of(
        $"""
        <tr><td>{r.DealerCode}</td>
        <td><a href="{RebatePage.Address(run, r.DealerCode, r.Policy, r.Period)}">{r.Policy}</a></td><td>{r.Period}</td>
        <td class="n">{Formats.Money(r.Basis)}</td><td class="n">{r.Tier}</td>
        <td class="n">{Formats.Money(r.Earned)}</td>
        <td class="n">{Formats.Money(r.Accrued)}</td><td class="n">{Formats.Money(r.PostedBefore)}</td>
        <td class="n">{Formats.Money(r.Payable)} <small>{r.Currency}</small></td>
        <td class="n">{Formats.Count(r.Lines)}</td><td>{Download(file)}</td></tr>
        """);
}
