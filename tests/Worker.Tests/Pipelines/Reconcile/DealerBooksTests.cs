using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Worker.Pipelines.Reconcile;

namespace DealerIntegration.Worker.Tests.Pipelines.Reconcile;

public sealed class DealerBooksTests
{
    private static readonly BookEntry Invoice =
        new("I1", EntryKind.Invoice, "I1", new DateOnly(2026, 10, 5), 10m, "CNY", null);

    [Fact]
    public void A_dealer_with_no_business_no_balance_and_no_ledger_takes_no_part() =>
        Assert.False(Books(0m, 0m).HasSomethingToCompare);

    [Fact]
    public void A_balance_from_earlier_months_has_to_be_confirmed() =>
        Assert.True(Books(-0.01m, -0.01m).HasSomethingToCompare);

    [Fact]
    public void Business_that_nets_to_nothing_is_still_business() =>
        Assert.True(Books(0m, 0m, Invoice, Invoice with { Id = "I2", Amount = -10m }).HasSomethingToCompare);

    [Fact]
    public void A_ledger_from_a_dealer_we_have_no_business_with_is_looked_at() => Assert.True(
        (Books(0m, 0m) with { Theirs = new DealerBook("D1", "CNY", 0m, 0m, [], []) }).HasSomethingToCompare);

    [Fact]
    public void Documents_beside_the_period_are_evidence_and_no_business_of_it() => Assert.False(
        new DealerBooks(
            new DealerBook("D1", "CNY", 0m, 0m, [], [Invoice with { Date = new DateOnly(2026, 11, 2) }]),
            null).HasSomethingToCompare);

    private static DealerBooks Books(decimal opening, decimal closing, params BookEntry[] entries) => new(
        new DealerBook("D1", "CNY", opening, closing, entries, []), null);
}
