using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>The dealers of a reconciliation (对账结果): those with something to do first, each with its workbook.</summary>
internal sealed class DealerTable(ReconciliationQueries queries)
{
    private const int PageSize = 200;

    public async Task<Html> OfRunAsync(RunLine run, int page, CancellationToken cancel)
    {
        if (run.Pipeline != "reconcile" || run.Period is null)
        {
            return Html.Nothing;
        }

        var all = await queries.DealersAsync(run.Id, cancel);
        var pager = new Pager(page, PageSize, all.Count);
        var shown = all
            .OrderBy(d => d.Status switch { "incomplete" => 0, "open" => 1, _ => 2 })
            .ThenByDescending(d => Math.Abs(d.Residual ?? 0m))
            .ThenBy(d => d.DealerCode, StringComparer.Ordinal)
            .Skip(pager.Skip).Take(PageSize).ToList();
        var files = await queries.FilesAsync("statement", run.Period, [.. shown.Select(d => d.DealerCode)], cancel);
        return Html.When(all.Count > 0, () => Html.Of(
            $"""
            <h2>经销商 <small>Dealers {Formats.Count(all.Count)}</small></h2>
            <div class="wide"><table class="money"><thead><tr><th>经销商 Dealer</th><th>状态 Status</th>
            <th class="n">未解释 Residual</th><th class="n">差额 Difference</th><th class="n">已解释 Explained</th>
            <th class="n">已勾对 Matched</th><th class="n">我方期末 Our closing</th>
            <th class="n">对方期末 Their closing</th><th>对账单 Statement</th>
            <th>说明 Note</th></tr></thead>
            <tbody>{Html.Each(shown, d => Line(run.Id, d, files.GetValueOrDefault(d.DealerCode)))}</tbody></table></div>
            {pager.Links(p => $"/runs/{run.Id}?page={p}")}
            """));
    }

    private static Html Line(long run, MonthDealer dealer, StatementDownload? file)
    {
        var download = file is null
            ? Html.Of($"–")
            : Html.Of($"""<a href="/files/{file.RunId}/{file.No}" download>下载 xlsx</a>""");
        return Html.Of(
            $"""
            <tr><td><a href="{DealerPage.Address(run, dealer.DealerCode)}">{dealer.DealerCode}</a></td>
            <td>{Words.Outcome(dealer.Status)}</td>
            <td class="n {Residual(dealer)}">{Formats.Money(dealer.Residual)}</td>
            <td class="n">{Formats.Money(dealer.Difference)}</td><td class="n">{Formats.Money(dealer.Explained)}</td>
            <td class="n">{Formats.Money(dealer.Matched)} <small>{Formats.Count(dealer.Matches)}</small></td>
            <td class="n">{Formats.Money(dealer.OurClosing)}</td><td class="n">{Formats.Money(dealer.TheirClosing)}</td>
            <td>{download}</td><td class="text">{dealer.Note}</td></tr>
            """);
    }

    /// <summary>The look of a residual: not zero is red, unknown is no zero.</summary>
    public static string Residual(MonthDealer dealer) =>
        dealer.Residual is not { } residual ? "some" : residual != 0m ? "bad" : "good";
}
