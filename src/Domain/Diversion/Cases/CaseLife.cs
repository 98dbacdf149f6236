namespace DealerIntegration.Domain.Diversion.Cases;

/// <summary>
/// The life of a diversion case (案件全程), as its steps tell it: open → notified → appealed → ruled → closed. A closed
/// case that has grown starts another round; what an earlier round confirmed stays in force until it is taken back.
/// </summary>
public sealed class CaseLife
{
    private CaseLife(IReadOnlyList<CaseStep> steps)
    {
        Steps = steps;
        for (var i = 0; i < steps.Count; i++)
        {
            Take(steps[i], i + 1);
        }
    }

    public IReadOnlyList<CaseStep> Steps { get; }

    public CaseState State { get; private set; } = CaseState.Open;

    /// <summary>From 1; a reopened case is in the next.</summary>
    public int Round { get; private set; } = 1;

    /// <summary>Whether a ruling that confirms the case is in force, of this round or an earlier one.</summary>
    public bool IsRuled { get; private set; }

    /// <summary>The notice of this round; null before it.</summary>
    public CaseStep? Notice { get; private set; }

    /// <summary>The appeal that waits for an answer, or the last one of this round.</summary>
    public CaseStep? Appeal { get; private set; }

    /// <summary>The step that ruled last, in whatever round: confirmed, dismissed or taken back.</summary>
    public CaseStep? Ruling { get; private set; }

    /// <summary>The step that confirmed the ruling in force.</summary>
    public CaseStep? Confirmation { get; private set; }

    /// <summary>The step that decided on an appeal against this round's ruling; there is one such appeal.</summary>
    public CaseStep? Upheld { get; private set; }

    /// <summary>Puts a life together.</summary>
    /// <param name="steps">In the order of their numbers.</param>
    /// <exception cref="ArgumentException">A step is missing or cannot follow the one before.</exception>
    public static CaseLife Of(IReadOnlyList<CaseStep> steps) => new(steps);

    /// <summary>The step whose taker may not take this one as well (复核对象): another person checks it.</summary>
    public CaseStep? Reviewed(CaseAction action) => action switch
    {
        CaseAction.Confirm when State == CaseState.Contested => Ruling,
        CaseAction.Confirm or CaseAction.Dismiss => Notice,
        CaseAction.Reverse => Confirmation,
        _ => null,
    };

    /// <summary>Last day on which the dealer may appeal; null where there is nothing to appeal against.</summary>
    public DateOnly? AppealUntil(CasePhases phases) => State switch
    {
        CaseState.Notified => Notice!.On.AddDays(phases.AppealDays),
        CaseState.Confirmed when Upheld is null => Ruling!.On.AddDays(phases.AppealDays),
        _ => null,
    };

    /// <summary>What has to be done by when; null while nothing has to: open or closed.</summary>
    public CaseDeadline? Deadline(CasePhases phases) => State switch
    {
        CaseState.Notified => new(CaseDuty.Rule, AppealUntil(phases)!.Value.AddDays(phases.RuleDays)),
        CaseState.Appealed or CaseState.Contested => new(CaseDuty.Rule, Appeal!.On.AddDays(phases.RuleDays)),
        CaseState.Confirmed => new(
            CaseDuty.Close, (AppealUntil(phases) ?? Steps[^1].On).AddDays(phases.CloseDays)),
        CaseState.Dismissed => new(CaseDuty.Close, Ruling!.On.AddDays(phases.CloseDays)),
        _ => null,
    };

    private void Take(CaseStep step, int no)
    {
        if (step.No != no || CaseOrder.After(State, step.Action) is not { } after || after != step.State)
        {
            throw new ArgumentException(
                $"Step {step.No} ({step.Action} to {step.State}) cannot follow {State}.", nameof(step));
        }

        switch (step.Action)
        {
            case CaseAction.Notify:
                Notice = step;
                break;
            case CaseAction.Appeal:
                Appeal = step;
                break;
            case CaseAction.Confirm when State == CaseState.Contested:
                Upheld = step;
                break;
            case CaseAction.Confirm:
                (Ruling, Confirmation, IsRuled) = (step, step, true);
                break;
            case CaseAction.Dismiss:
                Ruling = step;
                break;
            case CaseAction.Reverse:
                (Ruling, Confirmation, IsRuled) = (step, null, false);
                break;
            case CaseAction.Reopen:
                (Round, Notice, Appeal, Upheld) = (Round + 1, null, null, null);
                break;
        }

        State = after;
    }
}
