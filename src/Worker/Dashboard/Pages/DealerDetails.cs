using DealerIntegration.Worker.Pipelines.Reconcile;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>Breaks and matches of a dealer by the page: there may be a hundred thousand (差异与勾对明细).</summary>
internal sealed class DealerDetails(ReconciliationQueries queries)
{
    private const int PageSize = 100;

    public async Task<Html> BreaksAsync(
        StoredReconciliation book, BookWords words, DealerPaging paging, int total, CancellationToken cancel)
    {
        var pager = new Pager(paging.Breaks, PageSize, total);
        var lines = await queries.BreaksAsync(book, new LinesWanted(null, pager.Skip, PageSize), cancel);
        return Html.When(lines.Count > 0, () => Html.Of(
            $"""
            <h2 id="breaks">差异 <small>Breaks {Formats.Count(total)}</small></h2>
            <div class="wide"><table class="money"><thead><tr><th>项目 Item</th><th>差异 Kind</th><th>原因 Cause</th>
            <th class="n">金额 Amount</th><th class="n">影响 Effect</th><th>凭据 Evidence</th></tr></thead>
            <tbody>{Html.Each(lines, line => Break(line, words))}</tbody></table></div>
            {pager.Links(p => $"{Address(book, paging)}&breaks={p}&matches={paging.Matches}#breaks")}
            """));
    }

    public async Task<Html> MatchesAsync(
        StoredReconciliation book, BookWords words, DealerPaging paging, CancellationToken cancel)
    {
        var pager = new Pager(paging.Matches, PageSize, book.Matches);
        var lines = await queries.MatchesAsync(book, new LinesWanted(null, pager.Skip, PageSize), cancel);
        var (ours, theirs) = (Words.Both(words.Ours), Words.Both(words.Theirs));
        return Html.When(lines.Count > 0, () => Html.Of(
            $"""
            <h2 id="matches">勾对 <small>Matches {Formats.Count(book.Matches)}</small></h2>
            <div class="wide"><table class="money"><thead><tr><th class="n">#</th><th>步骤 Step</th>
            <th>{ours}</th><th>{theirs}</th><th class="n">{ours}</th><th class="n">{theirs}</th>
            <th class="n">差 Difference</th><th>算式 Arithmetic</th></tr></thead>
            <tbody>{Html.Each(lines, line => Match(line, words))}</tbody></table></div>
            {pager.Links(p => $"{Address(book, paging)}&breaks={paging.Breaks}&matches={p}#matches")}
            """));
    }

    private static Html Break(StoredBreak line, BookWords words)
    {
        var periods = line.OurPeriod != line.TheirPeriod && line.OurPeriod is not null && line.TheirPeriod is not null
            ? $" ({line.OurPeriod} / {line.TheirPeriod})" : "";
        var documents = Html.When(
            line.Documents.Length > 0, () => Html.Of($"""<p><code>{line.Documents}</code></p>"""));
        var tolerated = line.Tolerated ? "，容差内 tolerated" : "";
        var checks = Html.When(line.Checks is not null, () => Html.Of($"""<p><small>{line.Checks}</small></p>"""));
        return Html.Of(
            $"""
            <tr><td><code>{line.Item}</code> <small>{line.Reference}{From(line)}</small></td>
            <td>{Words.Kind(line.Kind)}</td>
            <td class="{(line.Cause is null ? "bad" : "")}">{Words.Cause(line.Cause)}{periods}{tolerated}</td>
            <td class="n">{Formats.Figure(words, line.Amount)}</td>
            <td class="n">{Formats.Figure(words, line.Effect)}</td>
            <td class="text">{line.Evidence ?? line.Nearest}{documents}<small>{line.Arithmetic}</small>{checks}</td>
            </tr>
            """);
    }

    private static string From(StoredBreak line) => line.CarriedFrom is { } period ? $" 结转自 from {period}" : "";

    private static Html Match(StoredMatch line, BookWords words)
    {
        var difference = line.TheirAmount - line.OurAmount;
        return Html.Of(
            $"""
            <tr><td class="n">{line.No}</td><td>{line.Step} <small>{line.Score}</small></td>
            <td><code>{line.OurIds}</code></td><td><code>{line.TheirIds}</code></td>
            <td class="n">{Formats.Figure(words, line.OurAmount)}</td>
            <td class="n">{Formats.Figure(words, line.TheirAmount)}</td>
            <td class="n {(difference != 0m ? "some" : "")}">{Formats.Figure(words, difference)}</td>
            <td class="text"><small>{line.Reason}</small></td></tr>
            """);
    }

    private static string Address(StoredReconciliation book, DealerPaging paging) =>
        DealerPage.Address(book.RunId, book.DealerCode, paging.Book);
}
