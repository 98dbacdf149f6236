using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Reconciliation;

/// <summary>Books and rules for the tests: October 2026, dealer D001, CNY.</summary>
internal static class Sample
{
    public static readonly Period October = new(2026, 10);

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

    public static Evidence Evidence(params InvoiceEvidence[] invoices) =>
        new(invoices.ToDictionary(e => e.InvoiceNumber));

    /// <summary>
    /// An invoice of one line of 100 pieces, without tax: what it comes to at the order's price and for the quantity
    /// received.
    /// </summary>
    public static InvoiceEvidence Proof(
        string number, decimal amount, string? shipment = null, DateOnly? shipped = null, DateOnly? delivered = null,
        string? order = null, decimal? atOrderPrice = null, decimal? atReceivedQuantity = null) => new(
        number, shipment, shipped, delivered, order, [Line(amount, atOrderPrice, atReceivedQuantity)]);

    public static EvidenceLine Line(decimal amount, decimal? atOrderPrice = null, decimal? atReceivedQuantity = null) =>
        new(
            "10", "P1", true, 100m, atReceivedQuantity / (amount / 100m), "PC", null, amount / 100m,
            atOrderPrice / 100m,
            atOrderPrice is null ? null : 100m, atOrderPrice, amount, amount, 0m);

    public static ReconciliationResult Run(
        DealerBook ours, DealerBook theirs, Evidence? evidence = null, ReconciliationRules? rules = null,
        params Decision[] decisions) =>
        Reconciler.Reconcile(
            ours, theirs, evidence ?? Domain.Reconciliation.Evidence.None, rules ?? Rules, October, decisions);
}
