namespace DealerIntegration.Domain.Reconciliation;

/// <summary>What a person may decide about lines of both books (人工处理方式).</summary>
public enum DecisionKind
{
    /// <summary>These lines belong together, whatever the steps say (强制勾对).</summary>
    Match,

    /// <summary>These lines do not belong together; no step pairs them any more (取消勾对).</summary>
    KeepApart,

    /// <summary>The difference between these lines is given up and booked to an account (核销差额).</summary>
    WriteOff,
}

/// <summary>
/// A person's decision (人工处理): an input of a reconciliation like any document, never an edit of its result. It holds
/// for lines as they were when it was taken: where their amounts have changed since, it does not apply.
/// </summary>
/// <param name="Number">Grows with every decision; a later one wins.</param>
/// <param name="OurAmount">Sum of our lines at the time of the decision.</param>
/// <param name="TheirAmount">Sum of the dealer's lines at that time.</param>
/// <param name="Account">Where a write-off is booked to; null for the others.</param>
public sealed record Decision(
    long Number,
    DecisionKind Kind,
    IReadOnlyList<string> OurIds,
    IReadOnlyList<string> TheirIds,
    decimal OurAmount,
    decimal TheirAmount,
    string? Account,
    string Reason,
    string DecidedBy,
    DateOnly DecidedOn);
