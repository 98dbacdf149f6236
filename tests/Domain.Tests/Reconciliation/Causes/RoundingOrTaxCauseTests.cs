using DealerIntegration.Domain.Reconciliation;
using static DealerIntegration.Domain.Tests.Reconciliation.Causes.Case;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

public sealed class RoundingOrTaxCauseTests
{
    private static readonly InvoiceEvidence Plain = Invoice(Line("10", 100m, 1m, tax: 0.13m));

    // Twenty lines of 0.05 at 13 percent: 0.20 of tax line by line, 0.13 on the total.
    private static readonly InvoiceEvidence ManyLines = Invoice(
        [.. Enumerable.Range(1, 20).Select(i => Line($"{i}", 1m, 0.05m, tax: 0.13m))]);

    [Theory]
    [InlineData("113.05", BreakCause.RoundingOrTax)]
    [InlineData("112.95", BreakCause.RoundingOrTax)]
    [InlineData("113.06", BreakCause.Amount)]
    [InlineData("100.00", BreakCause.RoundingOrTax)]
    [InlineData("100.01", BreakCause.Amount)]
    public void A_few_cents_or_the_whole_tax_and_nothing_between(string theirs, BreakCause expected) =>
        Assert.Equal(expected, CauseOf(Plain, decimal.Parse(theirs)));

    [Fact]
    public void The_tax_on_the_total_instead_of_line_by_line_is_named()
    {
        Assert.Equal(1.20m, ManyLines.Gross());
        var found = Assert.Single(Booked(ManyLines, 1.13m));
        Assert.Equal((BreakCause.RoundingOrTax, false), (found.Cause!.Value, found.OurCorrection));
        Says(found, "with the tax on the total of each rate", "1.13", "1.20");
    }

    [Fact]
    public void The_amount_without_tax_needs_the_invoice_that_states_it()
    {
        var found = Breaks([Sample.Entry("90001", 113m)], [Sample.Entry("row 9", 100m, "90001")]);
        Assert.Null(Assert.Single(found).Cause);
        Says(Assert.Single(Booked(Plain, 100m)), "without its tax", "100.00", "113.00");
    }

    [Fact]
    public void A_discount_goes_before_a_tax_that_says_the_same() =>
        Assert.Equal(
            BreakCause.Discount,
            CauseOf(Invoice(Line("10", 113m, 1m, orderDiscount: 13m) with { NetAmount = 113m }), 100m));
}
