namespace DealerIntegration.Domain.Diversion.Cases;

/// <summary>What a case waits for from us.</summary>
public enum CaseDuty
{
    /// <summary>A ruling, or the decision about an appeal against one (裁定).</summary>
    Rule,

    /// <summary>Closing (结案).</summary>
    Close,
}

/// <summary>Until when something has to be done about a case (办理期限).</summary>
/// <param name="DueOn">The last day that is in time.</param>
public sealed record CaseDeadline(CaseDuty Duty, DateOnly DueOn)
{
    /// <summary>Days over; 0 in time.</summary>
    public int OverdueOn(DateOnly today) => int.Max(0, today.DayNumber - DueOn.DayNumber);
}
