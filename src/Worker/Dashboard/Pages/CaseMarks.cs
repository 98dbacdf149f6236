using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Worker.Cases;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>Where a case stands, and until when something has to be done, as marks on the pages.</summary>
internal static class CaseMarks
{
    public static Html State(CaseView view)
    {
        var look = view.Life.State switch
        {
            CaseState.Notified or CaseState.Appealed or CaseState.Contested => "running",
            CaseState.Confirmed => "failed",
            CaseState.Dismissed => "succeeded",
            _ => "queued",
        };
        var words = CaseWords.State(view.Life.State).Both();
        var round = Html.When(view.Life.Round > 1, () => Html.Of($" <small>第 {view.Life.Round} 轮 round</small>"));
        var withdrawn = Html.When(
            view.Found.IsWithdrawn,
            () => Html.Of($""" <span class="status incomplete">证据已撤 evidence withdrawn</span>"""));
        var grown = Html.When(
            view.Found.Grown > 0,
            () => Html.Of($""" <span class="status incomplete">新增 {view.Found.Grown} 码 grown</span>"""));
        return Html.Of($"""<span class="status {look}">{words}</span>{round}{withdrawn}{grown}""");
    }

    public static Html Deadline(CaseView view) => view.Deadline is not { } due
        ? Html.Of($"–")
        : Html.Of(
            $"""
            {CaseWords.Duty(due.Duty).Both()} {due.DueOn:yyyy-MM-dd}{Html.When(
                view.Overdue > 0,
                () => Html.Of($""" <span class="bad">逾期 {view.Overdue} 天 overdue</span>"""))}
            """);
}
