using System.Globalization;

namespace DealerIntegration.Domain.Diversion.Cases;

/// <summary>Whether somebody may take a step now (案件操作校验), and if not, why and what to do instead.</summary>
public static class CaseCheck
{
    /// <summary>Null: it may be taken.</summary>
    /// <param name="by">Who wants to.</param>
    /// <param name="today">Business date.</param>
    /// <param name="isWithdrawn">The latest findings make no case of it any more.</param>
    public static string? Objection(
        CaseLife life, CaseAction action, string by, DateOnly today, bool isWithdrawn, CasePhases phases) =>
        Misplaced(life, action) ?? Premature(life, action, today, phases) ?? OnEvidence(life, action, isWithdrawn)
        ?? SamePerson(life, action, by);

    private static string? Misplaced(CaseLife life, CaseAction action)
    {
        if (CaseOrder.After(life.State, action) is null
            || (action == CaseAction.Reverse && !life.IsRuled)
            || (action == CaseAction.Appeal && life is { State: CaseState.Confirmed, Upheld: not null }))
        {
            var last = life.Steps.Count > 0 ? life.Steps[^1] : null;
            var since = last is null
                ? "nobody has done anything about it yet"
                : $"{Words(last.Action)} by {last.By} on {Day(last.On)}";
            return $"The case is {Words(life.State)} ({since}); it cannot be {Words(action)} now. {Remedy(life)}";
        }

        return null;
    }

    // A dealer is heard before it is ruled against, and a case is not closed over an appeal that may still come.
    private static string? Premature(CaseLife life, CaseAction action, DateOnly today, CasePhases phases)
    {
        var cutsOff = (life.State, action) is (CaseState.Notified, CaseAction.Confirm)
            or (CaseState.Confirmed, CaseAction.Close);
        return cutsOff && phases.AppealDays > 0 && life.AppealUntil(phases) is { } until && today <= until
            ? $"The dealer may appeal until {Day(until)}. Wait until then, or take its answer down first (appeal); "
              + "phases.appealDays of diversion.json says how long it has."
            : null;
    }

    private static string? OnEvidence(CaseLife life, CaseAction action, bool isWithdrawn) =>
        (action, isWithdrawn) switch
        {
            (CaseAction.Close, false) when life.State is CaseState.Notified or CaseState.Appealed =>
                "The dealer was notified and is owed a ruling. Confirm or dismiss the case, then close it.",
            (CaseAction.Close, true) when life.State == CaseState.Confirmed =>
                "The evidence for this case is gone. Reverse the ruling, then close the case.",
            (CaseAction.Notify or CaseAction.Confirm, true) =>
                "The evidence for this case is gone: the latest findings make no case of it any more. "
                + (life.State == CaseState.Contested ? "Reverse the ruling." : "Close it."),
            (CaseAction.Reopen, true) => "The latest findings make no case of it; there is nothing to reopen.",
            _ => null,
        };

    private static string? SamePerson(CaseLife life, CaseAction action, string by) =>
        life.Reviewed(action) is { } first && first.By == by
            ? $"{by} has {Words(first.Action)} it on {Day(first.On)}; whether that was right is for another person to "
              + "say."
            : null;

    private static string Remedy(CaseLife life)
    {
        var next = CaseOrder.Steps.Where(s => s.From == life.State).Select(s => s.Action)
            .Where(a => a != CaseAction.Reverse || life.IsRuled);
        return $"What can follow: {string.Join(", ", next.Select(a => a.ToString().ToLowerInvariant()))}.";
    }

    private static string Words(CaseState state) => state.ToString().ToLowerInvariant();

    private static string Words(CaseAction action) => action switch
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
