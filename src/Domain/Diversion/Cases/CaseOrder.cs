namespace DealerIntegration.Domain.Diversion.Cases;

/// <summary>
/// What may follow what (案件流转). Conditions beyond that, such as the time for an appeal, are those of
/// <see cref="CaseLife"/>.
/// </summary>
public static class CaseOrder
{
    /// <summary>Every step there is: from where, by which action, to where.</summary>
    public static readonly IReadOnlyList<(CaseState From, CaseAction Action, CaseState To)> Steps =
    [
        (CaseState.Open, CaseAction.Notify, CaseState.Notified),
        (CaseState.Open, CaseAction.Close, CaseState.Closed),
        (CaseState.Notified, CaseAction.Appeal, CaseState.Appealed),
        (CaseState.Notified, CaseAction.Confirm, CaseState.Confirmed),
        (CaseState.Notified, CaseAction.Dismiss, CaseState.Dismissed),
        (CaseState.Notified, CaseAction.Close, CaseState.Closed),
        (CaseState.Appealed, CaseAction.Confirm, CaseState.Confirmed),
        (CaseState.Appealed, CaseAction.Dismiss, CaseState.Dismissed),
        (CaseState.Appealed, CaseAction.Close, CaseState.Closed),
        (CaseState.Confirmed, CaseAction.Appeal, CaseState.Contested),
        (CaseState.Confirmed, CaseAction.Reverse, CaseState.Dismissed),
        (CaseState.Confirmed, CaseAction.Close, CaseState.Closed),
        (CaseState.Contested, CaseAction.Confirm, CaseState.Confirmed),
        (CaseState.Contested, CaseAction.Reverse, CaseState.Dismissed),
        (CaseState.Dismissed, CaseAction.Close, CaseState.Closed),
        (CaseState.Closed, CaseAction.Reverse, CaseState.Dismissed),
        (CaseState.Closed, CaseAction.Reopen, CaseState.Open),
    ];

    /// <summary>Where an action leads; null where it cannot follow.</summary>
    public static CaseState? After(CaseState from, CaseAction action)
    {
        foreach (var step in Steps)
        {
            if (step.From == from && step.Action == action)
            {
                return step.To;
            }
        }

        return null;
    }
}
