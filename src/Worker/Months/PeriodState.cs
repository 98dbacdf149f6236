namespace DealerIntegration.Worker.Months;

/// <summary>Where a period stands (会计期间状态).</summary>
internal enum PeriodState
{
    /// <summary>Nothing was reconciled yet, or somebody opened it again.</summary>
    Open,

    /// <summary>A reconciliation has begun (对账中).</summary>
    Reconciling,

    /// <summary>Every dealer's statement is confirmed, or counts as confirmed (已确认).</summary>
    Agreed,

    /// <summary>Its figures do not change any more; what comes late counts in the next open period (已结账).</summary>
    Closed,
}

/// <summary>A step in the life of a period, never changed (期间事件).</summary>
/// <param name="Watermark">The state of the business that the step was decided on.</param>
/// <param name="Evidence">What proves it, as JSON: of a close the runs and the hash of their figures.</param>
internal sealed record PeriodEvent(
    int No, PeriodState State, string Actor, string? Reason, long? Watermark, string Evidence, DateTime At);

/// <summary>A period that anything happened in, and its last step.</summary>
internal sealed record KnownPeriod(Domain.Values.Period Period, PeriodState State, DateTime? Since);
