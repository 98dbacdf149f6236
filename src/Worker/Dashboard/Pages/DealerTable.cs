using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Worker.Pipelines.Reconcile;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>
/// The books of a reconciliation, dealer by dealer (对账结果): those with something to do first, ledgers with their
/// statement.
/// </summary>
internal sealed class DealerTable(ReconciliationQueries queries)
{
    private const int PageSize = 200;

    public async Task<Html> OfRunAsync(RunLine run, int page, CancellationToken cancel)
    {
        if (BookSources.OfPipeline(run.Pipeline) is not { } setup || run.Period is null)
        {
            return Html.Nothing;
        }

        var all = await queries.BooksAsync(run.Id, null, cancel);
        var pager = new Pager(page, PageSize, all.Count);
        var shown = InOrder(all).Skip(pager.Skip).Take(PageSize).ToList();
        var files = setup.Books == BookKind.DealerLedger
            ? await queries.FilesAsync("statement", run.Period, [.. shown.Select(d => d.DealerCode)], cancel)
            : null;
        return Html.When(all.Count > 0, () => Html.Of(
            $"""
            <h2>经销商 <small>Dealers {Formats.Count(all.DistinctBy(book => book.DealerCode).Count())}</small></h2>
            {Table(shown, setup, files)}
            {pager.Links(p => $"/runs/{run.Id}?page={p}")}
            """));
    }

    /// <summary>One line a book; without files there is no column for statements.</summary>
    public static Html Table(
        IEnumerable<StoredReconciliation> books, BookSetup setup,
        IReadOnlyDictionary<string, StatementDownload>? files = null)
    {
        var words = setup.Words;
        return Html.Of(
            $"""
            <div class="wide"><table class="money"><thead><tr><th>经销商 Dealer</th>
            {Html.When(files is null, () => Html.Of($"<th>{Words.Both(words.Book)}</th>"))}<th>状态 Status</th>
            <th class="n">未解释 Residual</th><th class="n">差额 Difference</th><th class="n">已解释 Explained</th>
            <th class="n">已勾对 Matched</th><th class="n">期末 {Words.Both(words.Ours)}</th>
            <th class="n">期末 {Words.Both(words.Theirs)}</th>
            {Html.When(files is not null, () => Html.Of($"<th>对账单 Statement</th>"))}<th>说明 Note</th></tr></thead>
            <tbody>{Html.Each(InOrder(books), Line)}</tbody></table></div>
            """);

        Html Line(StoredReconciliation book)
        {
            var name = files is null ? book.Currency : null;
            return Html.Of(
                $"""
                <tr><td><a href="{DealerPage.Address(book.RunId, book.DealerCode, name)}">{book.DealerCode}</a></td>
                {Html.When(files is null, () => Html.Of($"<td>{book.Currency}</td>"))}
                <td>{Words.Outcome(book.Status)}</td>
                <td class="n {Residual(book)}">{Formats.Figure(words, book.Residual)}</td>
                <td class="n">{Formats.Figure(words, book.Difference)}</td>
                <td class="n">{Formats.Figure(words, book.Explained)}</td>
                <td class="n">{Formats.Figure(words, book.Matched)} <small>{Formats.Count(book.Matches)}</small></td>
                <td class="n">{Formats.Figure(words, book.OurClosing)}</td>
                <td class="n">{Formats.Figure(words, book.TheirClosing)}</td>
                {Html.When(files is not null, () => Download(files!.GetValueOrDefault(book.DealerCode)))}
                <td class="text">{book.Note}</td></tr>
                """);
        }
    }

    private static Html Download(StatementDownload? file) => file is null
        ? Html.Of($"<td>–</td>")
        : Html.Of($"""<td><a href="/files/{file.RunId}/{file.No}" download>下载 xlsx</a></td>""");

    private static IEnumerable<StoredReconciliation> InOrder(IEnumerable<StoredReconciliation> books) => books
        .OrderBy(d => d.Status switch { "incomplete" => 0, "open" => 1, _ => 2 })
        .ThenByDescending(d => Math.Abs(d.Residual ?? 0m)).ThenByDescending(d => Math.Abs(d.Difference ?? 0m))
        .ThenBy(d => d.DealerCode, StringComparer.Ordinal).ThenBy(d => d.Currency, StringComparer.Ordinal);

    /// <summary>The look of a residual: not zero is red, unknown is no zero.</summary>
    public static string Residual(StoredReconciliation book) =>
        book.Residual is not { } residual ? "some" : residual != 0m ? "bad" : "good";
}
