namespace DealerIntegration.Worker.Months;

/// <summary>What keeps a period from being closed (结账障碍): whose it is, and what to do about it.</summary>
/// <param name="Owner">A dealer's code, or one of <see cref="Finance"/> and <see cref="It"/>.</param>
/// <param name="Remedy">As a command where one does it.</param>
internal sealed record PeriodBlocker(BlockerKind Kind, string Owner, string What, string Remedy)
{
    public const string Finance = "finance";

    public const string It = "IT";
}

/// <summary>Kinds of blockers, in the order in which they are worked off.</summary>
internal enum BlockerKind
{
    EarlierPeriodOpen,
    RunGoingOn,
    PullNotWhole,
    UploadRefused,
    NotReconciled,
    DealerIncomplete,
    LateDocuments,
    Residual,
    Statement,
    NotSettled,
    NotReleased,
    Outbox,
}
