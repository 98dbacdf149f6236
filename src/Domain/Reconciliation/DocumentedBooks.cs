using DealerIntegration.Domain.Reconciliation.ThreeWay;

namespace DealerIntegration.Domain.Reconciliation;

/// <summary>
/// Two books that were put together from documents, with what those documents prove about their lines (由单据生成的账).
/// </summary>
public sealed record DocumentedBooks(DealerBook Ours, DealerBook Theirs, Evidence Evidence)
{
    /// <summary>Why they cannot be compared; null: they can.</summary>
    public string? Incomplete { get; init; }

    /// <summary>Order, receipt and invoice behind our lines, by the line's id; empty for other books.</summary>
    public IReadOnlyDictionary<string, ThreeWayLine> Checks { get; init; } = new Dictionary<string, ThreeWayLine>();
}
