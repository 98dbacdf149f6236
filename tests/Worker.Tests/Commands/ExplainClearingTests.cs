using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Reconciliation.Clearing;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Pipelines.Statements;

namespace DealerIntegration.Worker.Tests.Commands;

/// <summary>What <c>hub explain balance</c> says of the age of a balance and of what paid what.</summary>
public sealed class ExplainClearingTests
{
    private static readonly Period October = new(2026, 10);

    [Fact]
    public void Tells_each_band_and_their_sum() => Tells(
        """
        Age of our closing balance at 2026-10-31, in days
          0-30                                      1 open          150.00
          31-60                                     0 open            0.00
          61-90                                     1 open           30.00
          over 90                                   0 open            0.00
          Together                                  2 open          180.00
        """,
        Entry("I1", 30m, "2026-08-15"), Entry("I2", 150m, "2026-10-01"));

    [Fact]
    public void Lists_what_is_open_the_oldest_first_and_says_what_of_it_is_left() => Tells(
        """
        Open, the oldest first                                      amount            open
          61 days   2026-08-31  Invoice    I1                        30.00           10.00
          30 days   2026-10-01  Invoice    I2                       150.00          150.00
        Payments
        """,
        Entry("I2", 150m, "2026-10-01"), Entry("I1", 30m, "2026-08-31"), Entry("Z1", -20m, "2026-10-05"));

    [Fact]
    public void Says_of_each_payment_of_the_month_what_it_cleared_and_whether_by_name_or_by_age() => Tells(
        """
        Payments, returns and credit notes of 2026-10, and what each cleared
          2026-10-05  Payment Z1 over 200.00
                    150.00 of Invoice 90002 of 2026-10-01 over 150.00, by name
                     30.00 of Invoice 90001 of 2026-08-31 over 30.00, by age
                     20.00 is not used yet
        """,
        Entry("90001", 30m, "2026-08-31"), Entry("90002", 150m, "2026-10-01"),
        Entry("Z1", -200m, "2026-10-05") with { Text = "for 90002" });

    [Fact]
    public void Says_nothing_of_payments_of_earlier_months_and_lists_nothing_that_is_settled() => Assert.EndsWith(
        "  Together                                  0 open            0.00\n",
        Said(Entry("I1", 20m, "2026-08-31"), Entry("Z1", -20m, "2026-09-05")));

    [Fact]
    public void Says_how_many_more_there_are_and_over_how_much() => Tells(
        "  and 2 more over 3.00; all are in the statement workbook",
        [.. Enumerable.Range(1, 12).Select(i => Entry($"I{i:00}", 1.5m, "2026-10-01"))]);

    [Fact]
    public void Says_how_many_more_documents_a_payment_cleared() => Tells(
        "    and 3 more over 4.50",
        [.. Enumerable.Range(1, 8).Select(i => Entry($"I{i}", 1.5m, "2026-10-01")), Entry("Z1", -12m, "2026-10-02")]);

    private static void Tells(string part, params BookEntry[] entries) =>
        Assert.Contains(part, Said(entries), StringComparison.Ordinal);

    private static string Said(params BookEntry[] entries) => ExplainClearing.Tell(
        new ClearedAccount(
            October.End, AgeBand.Usual, PaymentClearing.Clear(entries, October.End, [], AgeBand.Usual)),
        October).ReplaceLineEndings("\n");

    private static BookEntry Entry(string number, decimal amount, string date) => new(
        number, amount < 0m ? EntryKind.Payment : EntryKind.Invoice, number, DateOnly.Parse(date), amount, "CNY", null);
}
