using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Decisions;
using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>Which part of a dealer's long lists is shown.</summary>
internal sealed record DealerPaging(int Breaks, int Matches)
{
    public static readonly DealerPaging First = new(1, 1);
}

/// <summary>One dealer in one reconciliation (经销商对账): why its balance is what it is, line by line.</summary>
internal sealed class DealerPage(
    DashboardQueries runs, ReconciliationQueries queries, DealerDetails details, DecisionDesk desk,
    DecisionForms forms, AgeingPart ageing, Frame frame, RunPage other)
{
    public static string Address(long run, string dealer) => $"/runs/{run}/dealer?code={Uri.EscapeDataString(dealer)}";

    public Task<IResult> ShowAsync(
        HttpContext http, long run, string dealer, DealerPaging paging, CancellationToken cancel) =>
        RenderAsync(http, run, dealer, paging, null, StatusCodes.Status200OK, cancel);

    public async Task<IResult> RenderAsync(
        HttpContext http, long id, string dealer, DealerPaging paging, Html? problem, int status,
        CancellationToken cancel)
    {
        var family = await runs.FamilyAsync(id, cancel);
        var figures = (await queries.DealersAsync(id, cancel)).FirstOrDefault(d => d.DealerCode == dealer);
        if (family.Count == 0 || figures is null || !Period.TryParse(family[0].Period, out var period))
        {
            return other.NotFound(http);
        }

        var decisions = await desk.OfPeriodAsync(period, dealer, cancel);
        var causes = await queries.CausesAsync(id, dealer, cancel);
        var main = Html.Of(
            $"""
            <p class="path"><a href="/months/{period}">月结 {period}</a> › <a href="/runs/{id}">运行 {id}</a></p>
            <h1>{dealer} <small>对账 {period}</small> {Words.Outcome(figures.Status)}</h1>
            {Html.When(problem is not null, () => Html.Of($"""<p class="problem" role="alert">{problem}</p>"""))}
            {Note(figures)}
            {Balance(figures)}
            {await ageing.OfAsync(id, period, dealer, figures.Currency ?? "", cancel)}
            {Causes(figures, causes)}
            {await details.BreaksAsync(id, dealer, paging, causes.Sum(c => c.Count), cancel)}
            {forms.Render(http, family[0], dealer, decisions)}
            {await details.MatchesAsync(id, dealer, paging, figures.Matches, cancel)}
            """);
        return frame.Render(http, $"{dealer} {period}", main, refreshes: false, status);
    }

    private static Html Note(MonthDealer figures) => Html.When(figures.Note is not null, () => Html.Of(
        $"""<div class="box incomplete"><p>{figures.Note}</p></div>"""));

    // Movement is what lies between the balances that each side states, so that the columns always add up.
    private static Html Balance(MonthDealer f) => Html.Of(
        $"""
        <h2>余额 <small>Balance roll-forward, {f.Currency}</small></h2>
        <div class="wide"><table class="balance"><thead><tr><th></th><th class="n">我方 Ours</th>
        <th class="n">经销商 Theirs</th><th class="n">差额 Difference</th></tr></thead><tbody>
        {Row("期初 Opening", f.OurOpening, f.TheirOpening)}
        {Row("本期发生 Movement", f.OurClosing - f.OurOpening, f.TheirClosing - f.TheirOpening)}
        {Row("期末 Closing", f.OurClosing, f.TheirClosing)}
        </tbody></table></div>
        """);

    private static Html Row(string name, decimal? ours, decimal? theirs) => Html.Of(
        $"""
        <tr><th>{name}</th><td class="n">{Formats.Money(ours)}</td><td class="n">{Formats.Money(theirs)}</td>
        <td class="n">{Formats.Money(theirs - ours)}</td></tr>
        """);

    private static Html Causes(MonthDealer figures, IReadOnlyList<CauseLine> causes) => Html.When(
        figures.Difference is not null,
        () => Html.Of(
            $"""
            <h2>差额构成 <small>What the difference consists of</small></h2>
            <div class="wide"><table class="balance"><thead><tr><th>原因 Cause</th><th class="n">笔数 Breaks</th>
            <th class="n">金额 Amount</th></tr></thead><tbody>
            <tr><th>差额 Difference</th><td></td><td class="n">{Formats.Money(figures.Difference)}</td></tr>
            {Html.Each(causes.Where(c => c.Cause is not null), Cause)}
            <tr class="total"><th>未解释差额 Residual</th>
            <td class="n">{causes.Where(c => c.Cause is null).Sum(c => c.Count)}</td>
            <td class="n {DealerTable.Residual(figures)}">{Formats.Money(figures.Residual)}</td></tr>
            </tbody></table></div>
            """));

    private static Html Cause(CauseLine line) => Html.Of(
        $"""
        <tr><td>− {Words.Cause(line.Cause)}</td><td class="n">{line.Count}</td>
        <td class="n">{Formats.Money(line.Effect)}</td></tr>
        """);
}
