using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Decisions;
using DealerIntegration.Worker.Pipelines.Reconcile;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>Which part of a dealer's long lists is shown.</summary>
/// <param name="Book">Which of its books, where it has several: a currency, or a product and its unit.</param>
internal sealed record DealerPaging(int Breaks, int Matches, string? Book = null)
{
    public static readonly DealerPaging First = new(1, 1);
}

/// <summary>One dealer in one reconciliation (经销商对账): why its balance is what it is, line by line.</summary>
internal sealed class DealerPage(
    DashboardQueries runs, ReconciliationQueries queries, BookPart part, DealerDetails details, DecisionDesk desk,
    DecisionForms forms, AgeingPart ageing, Frame frame, RunPage other)
{
    public static string Address(long run, string dealer, string? book = null) =>
        $"/runs/{run}/dealer?code={Uri.EscapeDataString(dealer)}"
        + (book is null ? "" : $"&book={Uri.EscapeDataString(book)}");

    public Task<IResult> ShowAsync(
        HttpContext http, long run, string dealer, DealerPaging paging, CancellationToken cancel) =>
        RenderAsync(http, run, dealer, paging, null, StatusCodes.Status200OK, cancel);

    public async Task<IResult> RenderAsync(
        HttpContext http, long id, string dealer, DealerPaging paging, Html? problem, int status,
        CancellationToken cancel)
    {
        var family = await runs.FamilyAsync(id, cancel);
        if (family.Count == 0 || BookSources.OfPipeline(family[0].Pipeline) is not { } setup
            || !Period.TryParse(family[0].Period, out var period)
            || await BooksAsync(id, dealer, paging.Book, cancel) is not { Count: > 0 } books)
        {
            return other.NotFound(http);
        }

        var main = Html.Of(
            $"""
            <p class="path"><a href="/months/{period}">月结 {period}</a> › <a href="/runs/{id}">运行 {id}</a></p>
            <h1>{dealer} {paging.Book} <small>{setup.Words.Title.Chinese} {period}</small>
            {Html.When(books.Count == 1, () => Words.Outcome(books[0].Status))}</h1>
            {Html.When(problem is not null, () => Html.Of($"""<p class="problem" role="alert">{problem}</p>"""))}
            {(books.Count > 1
                ? DealerTable.Table(books, setup)
                : await BookAsync(http, family[0], setup, books[0], paging, cancel))}
            """);
        return frame.Render(http, $"{dealer} {period}", main, refreshes: false, status);
    }

    private async Task<IReadOnlyList<StoredReconciliation>> BooksAsync(
        long run, string dealer, string? book, CancellationToken cancel) =>
        [.. (await queries.BooksAsync(run, dealer, cancel)).Where(b => book is null || b.Currency == book)];

    private async Task<Html> BookAsync(
        HttpContext http, RunLine run, BookSetup setup, StoredReconciliation book, DealerPaging paging,
        CancellationToken cancel)
    {
        var causes = await queries.CausesAsync(book, cancel);
        return Html.Of(
            $"""
            {Note(book)}
            {await part.BalanceAsync(book, setup, cancel)}
            {await AgeingAsync(run, setup, book, cancel)}
            {BookPart.Causes(book, setup.Words, causes)}
            {await details.BreaksAsync(book, setup.Words, paging, causes.Sum(c => c.Count), cancel)}
            {await DecisionsAsync(http, run, setup, book.DealerCode, cancel)}
            {await details.MatchesAsync(book, setup.Words, paging, cancel)}
            """);
    }

    private async Task<Html> AgeingAsync(
        RunLine run, BookSetup setup, StoredReconciliation book, CancellationToken cancel) =>
        setup.Books == BookKind.DealerLedger
            ? await ageing.OfAsync(book.RunId, Period.Parse(run.Period!), book.DealerCode, book.Currency, cancel)
            : Html.Nothing;

    // People decide about lines of ledgers; what documents say is corrected in the documents.
    private async Task<Html> DecisionsAsync(
        HttpContext http, RunLine run, BookSetup setup, string dealer, CancellationToken cancel) =>
        setup.Books == BookKind.DealerLedger
            ? forms.Render(
                http, run, dealer, await desk.OfPeriodAsync(Period.Parse(run.Period!), dealer, cancel))
            : Html.Nothing;

    private static Html Note(StoredReconciliation book) => Html.When(book.Note is not null, () => Html.Of(
        $"""<div class="box incomplete"><p>{book.Note}</p></div>"""));
}
