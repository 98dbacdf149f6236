using DealerIntegration.Domain.Reconciliation;
using static DealerIntegration.Domain.Tests.Reconciliation.Causes.Case;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

public sealed class NotBookedByUsCauseTests
{
    private static readonly ShipmentFact Shipment = new("80001", Day, Day, null, 100m);

    [Theory]
    [InlineData(true, "BK-9", true)]
    [InlineData(true, "", false)]
    [InlineData(false, "BK-9", false)]
    public void Their_payment_counts_only_with_a_bank_reference_and_where_the_rules_say_so(
        bool accept, string reference, bool explained)
    {
        var result = Sample.Run(
            Sample.Book(),
            Sample.Book(Sample.Entry("row 9", -500m, reference, EntryKind.Payment)),
            rules: Sample.Rules with { AcceptNamedPayment = accept });
        Assert.Equal(explained ? BreakCause.NotBookedByUs : null, Assert.Single(result.Breaks).Cause);
        Assert.Equal(explained, result.IsGreen);
    }

    [Theory]
    [InlineData("80001", null)]
    [InlineData("", "收货80001未开票")]
    [InlineData("X-1", "delivery 0080001")]
    public void A_shipment_that_we_have_not_invoiced_is_ours_to_book(string reference, string? text)
    {
        var found = Assert.Single(Breaks([], [Booked(100m, reference, text)], With(Shipment)));
        Assert.Equal((BreakCause.NotBookedByUs, true), (found.Cause!.Value, found.OurCorrection));
        Assert.Equal(["80001"], found.Documents);
        Says(found, "Shipment 80001", "100.00", "have not invoiced");
    }

    [Fact]
    public void A_number_in_the_text_of_an_open_line_is_looked_up_as_written_and_normalised()
    {
        var line = Booked(100m, "X-1", "收货0080001未开票");
        var wanted = Reconciler.Match(Sample.Book(), Sample.Book(line), Sample.Rules, Sample.October).Wanted;
        Assert.Superset(new HashSet<string> { "X-1", "0080001", "80001" }, wanted.References.ToHashSet());
    }

    [Fact]
    public void A_shipment_with_an_invoice_another_value_or_a_later_date_proves_nothing()
    {
        var line = Booked(100m, "80001", null);
        Assert.All(
            new[]
            {
                Shipment with { InvoiceNumber = "90001" },
                Shipment with { AmountAtOrderPrice = 110m },
                Shipment with { AmountAtOrderPrice = null },
                Shipment with { ShippedOn = new DateOnly(2026, 11, 1) },
                Shipment with { Number = "180001" },
            },
            shipment => Assert.Null(Assert.Single(Breaks([], [line], With(shipment))).Cause));
    }

    [Fact]
    public void A_shipment_is_booked_once_and_the_copy_is_a_duplicate()
    {
        var breaks = Breaks(
            [], [Booked(100m, "80001", null), Booked(100m, "80001", null) with { Id = "row 10" }], With(Shipment));
        Assert.Equal([BreakCause.Duplicate, BreakCause.NotBookedByUs], breaks.Select(b => b.Cause!.Value).Order());
    }

    private static BookEntry Booked(decimal amount, string reference, string? text) =>
        Sample.Entry("row 9", amount, reference) with { Text = text };

    private static Evidence With(ShipmentFact shipment) => Evidence.None with { Shipments = [shipment] };
}
