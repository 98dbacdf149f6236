using DealerIntegration.Domain.Reconciliation;

namespace DealerIntegration.Worker.Pipelines.Reconcile;

/// <summary>Both books of one dealer, in one currency or of one product.</summary>
/// <param name="Theirs">Null when no ledger of the period was accepted.</param>
internal sealed record DealerBooks(DealerBook Ours, DealerBook? Theirs)
{
    /// <summary>Why they cannot be compared; null: they can, or there is nothing to compare.</summary>
    public string? Incomplete { get; init; }

    /// <summary>Set where the books were put together from documents.</summary>
    public DocumentedBooks? Documented { get; init; }

    /// <summary>The run whose open items are carried forward.</summary>
    public long? CarriedRun { get; init; }

    /// <summary>
    /// Whether there is anything to compare: a ledger, business in the period or a balance from before it. Without any
    /// of these a missing ledger is not missing, and the dealer is no part of the reconciliation (无往来不对账).
    /// </summary>
    public bool HasSomethingToCompare =>
        Theirs is not null || Ours.OpeningBalance != 0m || Ours.ClosingBalance != 0m || Ours.Entries.Count > 0;

    public long Lines => Ours.Entries.Count + (Theirs?.Entries.Count ?? 0);
}

/// <summary>What came of it; without a result the dealer is incomplete, for the reason given.</summary>
internal sealed record DealerOutcome(DealerBooks Books, ReconciliationResult? Result, string? Incomplete);
