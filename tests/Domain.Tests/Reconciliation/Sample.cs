using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Reconciliation;

/// <summary>Books and rules for the tests: October 2026, dealer D001, CNY.</summary>
internal static class Sample
{
    public static readonly Period October = new(2026, 10);

    public static readonly IReadOnlyDictionary<string, InvoiceEvidence> NoEvidence =
        new Dictionary<string, InvoiceEvidence>();

    public static readonly ReconciliationRules Rules = new()
    {
        Code = "test",
        Version = 7,
        Steps = ["exactKey", "normalisedKey", "sharedReference", "tolerance"],
        Tolerance = new Tolerance { Absolute = 0.05m, Percent = 0m, DateWindowDays = 3 },
        Prefixes = ["INV", "发票"],
    };

    public static BookEntry Entry(
        string id, decimal amount, string? reference = null, EntryKind kind = EntryKind.Invoice,
        string date = "2026-10-10", string currency = "CNY") =>
        new(id, kind, reference ?? id, DateOnly.Parse(date), amount, currency, null);

    /// <summary>A book whose closing balance is its opening balance plus its lines.</summary>
    public static DealerBook Book(params BookEntry[] entries) => BookFrom(0m, entries);

    public static DealerBook BookFrom(decimal opening, params BookEntry[] entries) => new(
        "D001", "CNY", opening, opening + entries.Where(e => e.Currency == "CNY").Sum(e => e.Amount), entries, []);

    public static IReadOnlyDictionary<string, InvoiceEvidence> Evidence(params InvoiceEvidence[] evidence) =>
        evidence.ToDictionary(e => e.InvoiceNumber);

    public static ReconciliationResult Run(
        DealerBook ours, DealerBook theirs, IReadOnlyDictionary<string, InvoiceEvidence>? evidence = null,
        ReconciliationRules? rules = null) =>
        Reconciler.Reconcile(ours, theirs, evidence ?? NoEvidence, rules ?? Rules, October);
}
