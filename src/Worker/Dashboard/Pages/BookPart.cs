using DealerIntegration.Worker.Pipelines.Reconcile;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>The balances of one book and what its difference consists of (余额与差额构成).</summary>
internal sealed class BookPart(ReconciliationQueries queries)
{
    public async Task<Html> BalanceAsync(StoredReconciliation book, BookSetup setup, CancellationToken cancel)
    {
        var words = setup.Words;
        // A ledger may have a hundred thousand lines: what its sides state is enough, and always adds up. Goods are
        // told by what became of them.
        var lines = words.CountsGoods && book.Status != "incomplete"
            ? await queries.RollForwardAsync(book, setup, cancel)
            : [
                new RollLine(words.Opening, book.OurOpening, book.TheirOpening),
                new RollLine(
                    new("本期发生", "Movement"), book.OurClosing - book.OurOpening,
                    book.TheirClosing - book.TheirOpening),
                new RollLine(words.Closing, book.OurClosing, book.TheirClosing),
            ];
        return Html.Of(
            $"""
            <h2>余额 <small>Balance roll-forward, {book.Currency}</small></h2>
            <div class="wide"><table class="balance"><thead><tr><th></th><th class="n">{Words.Both(words.Ours)}</th>
            <th class="n">{Words.Both(words.Theirs)}</th><th class="n">差额 Difference</th></tr></thead><tbody>
            {Html.Each(lines, line => Row(line, book.Difference is null ? null : Difference(line), words))}
            </tbody></table></div>
            """);
    }

    public static Html Causes(StoredReconciliation book, BookWords words, IReadOnlyList<CauseLine> causes) => Html.When(
        book.Difference is not null,
        () => Html.Of(
            $"""
            <h2>差额构成 <small>What the difference consists of</small></h2>
            <div class="wide"><table class="balance"><thead><tr><th>原因 Cause</th><th class="n">笔数 Breaks</th>
            <th class="n">{(words.CountsGoods ? "数量 Quantity" : "金额 Amount")}</th></tr></thead><tbody>
            <tr><th>差额 Difference</th><td></td><td class="n">{Formats.Figure(words, book.Difference)}</td></tr>
            {Html.Each(causes.Where(c => c.Cause is not null), cause => Cause(cause, words))}
            <tr class="total"><th>未解释差额 Residual</th>
            <td class="n">{causes.Where(c => c.Cause is null).Sum(c => c.Count)}</td>
            <td class="n {DealerTable.Residual(book)}">{Formats.Figure(words, book.Residual)}</td></tr>
            </tbody></table></div>
            """));

    private static Html Row(RollLine line, decimal? difference, BookWords words) => Html.Of(
        $"""
        <tr><th>{Words.Both(line.Name)}</th><td class="n">{Formats.Figure(words, line.Ours)}</td>
        <td class="n">{Formats.Figure(words, line.Theirs)}</td>
        <td class="n">{Formats.Figure(words, difference)}</td></tr>
        """);

    // A line that only one side has is a difference, too.
    private static decimal Difference(RollLine line) => (line.Theirs ?? 0m) - (line.Ours ?? 0m);

    private static Html Cause(CauseLine line, BookWords words) => Html.Of(
        $"""
        <tr><td>− {Words.Cause(line.Cause)}</td><td class="n">{line.Count}</td>
        <td class="n">{Formats.Figure(words, line.Effect)}</td></tr>
        """);
}
