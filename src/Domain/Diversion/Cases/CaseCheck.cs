using System.Globalization;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Cases;

/// <summary>Whether somebody may take a step now (案件操作校验), and if not, why and what to do instead.</summary>
public static class CaseCheck
{
    /// <summary>Null: it may be taken.</summary>
    /// <param name="by">Who wants to.</param>
    /// <param name="today">Business date.</param>
    /// <param name="isWithdrawn">The latest findings make no case of it any more.</param>
    public static Told? Objection(
        CaseLife life, CaseAction action, string by, DateOnly today, bool isWithdrawn, CasePhases phases) =>
        Misplaced(life, action) ?? Premature(life, action, today, phases) ?? OnEvidence(life, action, isWithdrawn)
        ?? SamePerson(life, action, by);

    private static Told? Misplaced(CaseLife life, CaseAction action)
    {
        if (CaseOrder.After(life.State, action) is null
            || (action == CaseAction.Reverse && !life.IsRuled)
            || (action == CaseAction.Appeal && life is { State: CaseState.Confirmed, Upheld: not null }))
        {
            var state = CaseSpeech.State(life.State);
            var since = life.Steps is [.., var last]
                ? new Told(
                    $"{Done(last.Action)} by {last.By} on {Day(last.On)}",
                    $"{last.By} 于 {Day(last.On)} {CaseSpeech.Action(last.Action).Chinese}")
                : new Told("nobody has done anything about it yet", "尚无人处理");
            var next = CaseOrder.Steps.Where(s => s.From == life.State).Select(s => s.Action)
                .Where(a => a != CaseAction.Reverse || life.IsRuled).Select(CaseSpeech.Action).ToList();
            return new Told(
                $"The case is {state} ({since}); it cannot be {Done(action)} now. What can follow: "
                + $"{string.Join(", ", next)}.",
                $"案件现为“{state.Chinese}”（{since.Chinese}），现在不能{CaseSpeech.Action(action).Chinese}。可以进行："
                + $"{string.Join("、", next.Select(a => a.Chinese))}。");
        }

        return null;
    }

    // A dealer is heard before it is ruled against, and a case is not closed over an appeal that may still come.
    private static Told? Premature(CaseLife life, CaseAction action, DateOnly today, CasePhases phases)
    {
        var cutsOff = (life.State, action) is (CaseState.Notified, CaseAction.Confirm)
            or (CaseState.Confirmed, CaseAction.Close);
        return cutsOff && phases.AppealDays > 0 && life.AppealUntil(phases) is { } until && today <= until
            ? new Told(
                $"The dealer may appeal until {Day(until)}. Wait until then, or take its answer down first (appeal); "
                + "phases.appealDays of diversion.json says how long it has.",
                $"经销商在 {Day(until)} 前（含当日）可以申诉。请等到那时，或先登记其申诉；期限见 diversion.json 的 "
                + "phases.appealDays。")
            : null;
    }

    private static Told? OnEvidence(CaseLife life, CaseAction action, bool isWithdrawn) =>
        (action, isWithdrawn) switch
        {
            (CaseAction.Close, false) when life.State is CaseState.Notified or CaseState.Appealed => new(
                "The dealer was notified and is owed a ruling. Confirm or dismiss the case, then close it.",
                "已通知经销商，须先裁定（成立或不成立），再结案。"),
            (CaseAction.Close, true) when life.State == CaseState.Confirmed => new(
                "The evidence for this case is gone. Reverse the ruling, then close the case.",
                "本案证据已撤。请先撤销裁定，再结案。"),
            (CaseAction.Notify or CaseAction.Confirm, true) =>
                new Told(
                    "The evidence for this case is gone: the latest findings make no case of it any more. ",
                    "本案证据已撤：最近一次比对不再构成案件。")
                + (life.State == CaseState.Contested
                    ? new Told("Reverse the ruling.", "请撤销裁定。")
                    : new Told("Close it.", "请结案。")),
            (CaseAction.Reopen, true) => new(
                "The latest findings make no case of it; there is nothing to reopen.",
                "最近一次比对不构成案件，没有可重启的内容。"),
            _ => null,
        };

    private static Told? SamePerson(CaseLife life, CaseAction action, string by) =>
        life.Reviewed(action) is { } first && first.By == by
            ? new Told(
                $"{by} has {Done(first.Action)} it on {Day(first.On)}; whether that was right is for another person to "
                + "say.",
                $"{by} 已于 {Day(first.On)} {CaseSpeech.Action(first.Action).Chinese}；是否恰当须由另一人复核。")
            : null;

    private static string Done(CaseAction action) => action switch
    {
        CaseAction.Notify => "notified",
        CaseAction.Appeal => "appealed",
        CaseAction.Confirm => "confirmed",
        CaseAction.Dismiss => "dismissed",
        CaseAction.Reverse => "reversed",
        CaseAction.Close => "closed",
        _ => "reopened",
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
