using DealerIntegration.Domain.Diversion.Cases;

namespace DealerIntegration.Domain.Tests.Diversion.Cases;

/// <summary>Lives of cases, as short as a test can say them.</summary>
internal static class Lives
{
    public static readonly CasePhases Phases = new(AppealDays: 10, RuleDays: 20, CloseDays: 30);

    public static readonly DateOnly Day = new(2026, 11, 1);

    /// <summary>Steps a day apart from <see cref="Day"/> on; ann notifies, bob does everything else.</summary>
    public static CaseLife Of(params CaseAction[] actions)
    {
        var (steps, state) = (new List<CaseStep>(), CaseState.Open);
        foreach (var action in actions)
        {
            state = CaseOrder.After(state, action)!.Value;
            var by = action == CaseAction.Notify ? "ann" : "bob";
            steps.Add(new CaseStep(steps.Count + 1, action, state, by, Day.AddDays(steps.Count), "because"));
        }

        return CaseLife.Of(steps);
    }

    /// <summary>A way into each state.</summary>
    public static CaseLife In(CaseState state) => state switch
    {
        CaseState.Open => Of(),
        CaseState.Notified => Of(CaseAction.Notify),
        CaseState.Appealed => Of(CaseAction.Notify, CaseAction.Appeal),
        CaseState.Confirmed => Of(CaseAction.Notify, CaseAction.Appeal, CaseAction.Confirm),
        CaseState.Contested => Of(CaseAction.Notify, CaseAction.Appeal, CaseAction.Confirm, CaseAction.Appeal),
        CaseState.Dismissed => Of(CaseAction.Notify, CaseAction.Appeal, CaseAction.Dismiss),
        _ => Of(CaseAction.Notify, CaseAction.Appeal, CaseAction.Confirm, CaseAction.Close),
    };
}
