using DealerIntegration.Domain.Reconciliation;

namespace DealerIntegration.Worker.Pipelines.Reconcile;

/// <summary>Both books of one dealer and the documents behind our invoices.</summary>
/// <param name="Theirs">Null when no ledger of the period was accepted.</param>
internal sealed record DealerBooks(
    DealerBook Ours, DealerBook? Theirs, IReadOnlyDictionary<string, InvoiceEvidence> Evidence)
{
    public long Lines => Ours.Entries.Count + (Theirs?.Entries.Count ?? 0);
}

/// <summary>What came of it; without a result the dealer is incomplete, for the reason given.</summary>
internal sealed record DealerOutcome(DealerBooks Books, ReconciliationResult? Result, string? Incomplete);
