using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>Why a dealer gets what it gets under one policy, down to the lines (返利明细).</summary>
internal sealed class RebatePage(RebateQueries queries, ReconciliationQueries files, Frame frame, RunPage other)
{
    private const int PageSize = 200;
    private const int MostChanges = 100;

    public static string Address(long run, string dealer, string policy, string period) =>
        $"/runs/{run}/rebate?dealer={Uri.EscapeDataString(dealer)}&policy={Uri.EscapeDataString(policy)}"
        + $"&period={Uri.EscapeDataString(period)}";

    public async Task<IResult> ShowAsync(
        HttpContext http, long run, string dealer, string policy, string period, int page, CancellationToken cancel)
    {
        if (await queries.FindAsync(run, dealer, policy, period, cancel) is not { } result)
        {
            return other.NotFound(http);
        }

        var pager = new Pager(page, PageSize, result.Lines);
        var parts = await queries.PartsAsync(result, pager.Skip, PageSize, cancel);
        var book = (await files.FilesAsync("rebate", result.Month, [dealer], cancel)).GetValueOrDefault(dealer);
        var main = Html.Of(
            $"""
            <p class="path"><a href="/months/{result.Month}">月结 {result.Month}</a> ›
            <a href="/runs/{run}">运行 {run}</a></p>
            <h1>{dealer} <small>{policy} v{result.Version} · {period}</small></h1>
            {Figures(result, parts, book)}
            {Slices(result)}
            <h2>计算过程 <small>How it was computed</small></h2>
            <ol>{Html.Each(result.Words, words => Html.Of($"<li>{words}</li>"))}</ol>
            {Next(result)}
            {Changes(result, parts.Changes)}
            {Lines(result, parts.Lines)}
            {pager.Links(p => $"{Address(run, dealer, policy, period)}&page={p}#lines")}
            """);
        return frame.Render(http, $"{dealer} {policy} {period}", main);
    }

    private static Html Figures(SettledResult r, RebateResultParts parts, StatementDownload? book) => Html.Of(
        $"""
        <dl class="summary">
        <div><dt>基数 Basis</dt><dd>{Formats.Money(r.Basis)}</dd></div>
        <div><dt>达到阶梯 Tier</dt><dd>{(r.Tier is { } tier ? $"{tier}" : "–")}</dd></div>
        <div><dt>应得 Earned</dt><dd>{Formats.Money(r.Earned)} {r.Currency}</dd></div>
        <div><dt>计提 Accrued</dt><dd>{Formats.Money(r.Accrued)}</dd></div>
        <div><dt>已入账 Posted before</dt><dd>{Formats.Money(r.PostedBefore)}</dd></div>
        <div><dt>应付 Payable</dt><dd>{Formats.Money(r.Payable)} {Due(r)}</dd></div>
        {Html.Each(r.Goods(), Goods)}
        <div><dt>编制 Prepared by</dt><dd>{r.PreparedBy}</dd></div>
        <div><dt>状态 Standing</dt><dd>{string.Join("; ", parts.Standing)}</dd></div>
        <div><dt>结算单 Workbook</dt><dd>{RebateTable.Download(book)}</dd></div>
        </dl>
        """);

    private static string Due(SettledResult result) => result.IsDue ? ""
        : result.CountsIn is { } month ? $"计入 counts in {month}"
        : "期末支付 when over";

    private static Html Goods((string Product, decimal Earned, decimal Before, decimal Due) goods) => Html.Of(
        $"""
        <div><dt>货补 Goods <code>{goods.Product}</code></dt><dd>{Formats.Money(goods.Earned)} −
        {Formats.Money(goods.Before)} = {Formats.Money(goods.Due)}</dd></div>
        """);

    private static Html Slices(SettledResult result)
    {
        var slices = result.Slices();
        return Html.When(slices.Count > 0, () => Html.Of(
            $"""
            <h2>阶梯 <small>Tiers</small></h2>
            <div class="wide"><table class="money"><thead><tr><th>阶梯 Tier</th><th class="n">从 From</th>
            <th class="n">到 To</th><th class="n">适用基数 Applied to</th><th class="n">比例或单额 Rate</th>
            <th class="n">金额 Amount</th></tr></thead><tbody>{Html.Each(slices, Slice)}</tbody></table></div>
            """));
    }

    private static Html Slice(RebateSlice slice) => Html.Of(
        $"""
        <tr><td>{slice.Name ?? $"{slice.Tier}"}</td>
        <td class="n">{(slice.Name is null ? Formats.Money(slice.From) : "")}</td>
        <td class="n">{(slice.UpTo is null ? "" : Formats.Money(slice.UpTo))}</td>
        <td class="n">{Formats.Money(slice.RewardBase)}</td>
        <td class="n">{slice.Rate}{(slice.Reward == RewardKind.Percent ? " %" : "")}</td>
        <td class="n">{Formats.Money(slice.Amount)}</td></tr>
        """);

    private static Html Next(SettledResult result) => result.Next() is not { } next
        ? Html.Nothing
        : Html.Of($"""<p class="note">下一档 Next tier: {next.Words}</p>""");

    private static Html Changes(SettledResult result, IReadOnlyList<DocumentChange> changes)
    {
        if (result.SettledId is null)
        {
            return Html.Of($"""<p class="note">首次结算。 The first settlement of the period.</p>""");
        }

        var more = Html.When(
            changes.Count > MostChanges,
            () => Html.Of($"""<p class="note">前 {MostChanges} 张 The first {MostChanges} of {changes.Count}.</p>"""));
        return Html.Of(
            $"""
            <h2>变化 <small>Since the settlement of {result.SettledMonth},
            <a href="{Address(result.SettledRun!.Value, result.DealerCode, result.Policy, result.Period)}">run
            {result.SettledRun}</a></small></h2>
            <div class="wide"><table class="money"><thead><tr><th>变化 Kind</th><th>单据 Document</th>
            <th class="n">上次计入 Counted</th><th class="n">本次计入 Counts</th><th class="n">上次分摊 Got</th>
            <th class="n">本次分摊 Gets</th><th class="n">差额 Difference</th></tr></thead><tbody>
            {Html.Each(changes.Take(MostChanges), Change)}
            {Html.Each(changes.GroupBy(c => c.Kind), Kind)}
            <tr class="total"><td colspan="4">应得 Earned</td><td class="n">{Formats.Money(result.SettledEarned)}</td>
            <td class="n">{Formats.Money(result.Earned)}</td>
            <td class="n">{Formats.Money(changes.Sum(c => c.Difference))}</td></tr>
            </tbody></table></div>{more}
            """);
    }

    private static Html Change(DocumentChange change) => Html.Of(
        $"""
        <tr><td>{Word(change.Kind)}</td>
        <td><code>{change.DocumentNumber}</code>{Html.Each(change.Payments, Payment)}</td>
        <td class="n">{Formats.Money(change.ContributionBefore)}</td>
        <td class="n">{Formats.Money(change.ContributionNow)}</td>
        <td class="n">{Formats.Money(change.ShareBefore)}</td><td class="n">{Formats.Money(change.ShareNow)}</td>
        <td class="n">{Formats.Money(change.Difference)}</td></tr>
        """);

    private static Html Payment(PaymentChange payment) => Html.Of(
        $"""
        <br>回款 <code>{payment.PaymentNumber}</code> {payment.Date} {Formats.Money(payment.Amount)}
        """);

    private static Html Kind(IGrouping<DocumentChangeKind, DocumentChange> kind) => Html.Of(
        $"""
        <tr class="total"><td colspan="6">{Formats.Count(kind.Count())} {Word(kind.Key)}</td>
        <td class="n">{Formats.Money(kind.Sum(c => c.Difference))}</td></tr>
        """);

    private static string Word(DocumentChangeKind kind) => kind switch
    {
        DocumentChangeKind.New => "新增 new",
        DocumentChangeKind.Gone => "取消 gone",
        DocumentChangeKind.Corrected => "更正 corrected",
        DocumentChangeKind.Paid => "回款变动 paid otherwise",
        _ => "重新分摊 reshared",
    };

    private static Html Lines(SettledResult result, IReadOnlyList<RebateTraceLine> lines) => Html.Of(
        $"""
        <h2 id="lines">明细 <small>Lines {Formats.Count(result.Lines)}</small></h2>
        <div class="wide"><table class="money"><thead><tr><th>单据 Document</th><th>行 Line</th><th>日期 Date</th>
        <th>商品 Product</th><th class="n">计入基数 Counts as</th><th class="n">分摊 Share</th></tr></thead>
        <tbody>{Html.Each(lines, Line)}</tbody></table></div>
        """);

    private static Html Line(RebateTraceLine line) => Html.Of(
        $"""
        <tr><td><code>{line.DocumentNumber}</code></td><td>{line.Position}</td><td>{line.Date:yyyy-MM-dd}</td>
        <td>{line.ProductCode}</td><td class="n">{Formats.Money(line.Contribution)}</td>
        <td class="n">{Formats.Money(line.Share)}</td></tr>
        """);
}
