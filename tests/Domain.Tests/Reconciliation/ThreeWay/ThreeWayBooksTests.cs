using DealerIntegration.Domain.Reconciliation;

namespace DealerIntegration.Domain.Tests.Reconciliation.ThreeWay;

/// <summary>Invoices against receipts at the price of the order, through the engine.</summary>
public sealed class ThreeWayBooksTests
{
    [Fact]
    public void Is_green_where_order_receipt_and_invoice_agree()
    {
        var result = new Trade { TaxRate = 0.13m }.Order("SO1", 5m, 8000m)
            .Ship("S1", "SO1", 5m, "2026-10-05", "2026-10-07").Bill("R1", "SO1", 5m, 8000m, "2026-10-08", "S1").Run();
        Assert.True(result.IsGreen);
        Assert.Equal(45200m, Assert.Single(result.Matches).OurAmount);
        Assert.Empty(result.Breaks);
    }

    [Fact]
    public void Shows_a_dearer_invoice_within_the_tolerances_as_tolerated_and_keeps_it_in_the_sum()
    {
        var result = new Trade().Order("SO1", 5m, 8000m).Ship("S1", "SO1", 5m, "2026-10-05", "2026-10-07")
            .Bill("R1", "SO1", 5m, 8100m, "2026-10-08", "S1").Run();
        var found = Assert.Single(result.Breaks);
        Assert.Equal((BreakKind.Unequal, BreakCause.UnitPrice, -500m), (found.Kind, found.Cause, found.Effect));
        Assert.True(found.ThreeWay!.IsTolerated);
        Assert.Equal((-500m, 0m), (result.Difference, result.Residual));
    }

    [Fact]
    public void Asks_for_action_where_one_of_the_three_checks_fails()
    {
        var found = Assert.Single(new Trade().Order("SO1", 5m, 8000m)
            .Ship("S1", "SO1", 5m, "2026-10-05", "2026-10-07", received: 4m)
            .Bill("R1", "SO1", 5m, 8000m, "2026-10-08", "S1").Run().Breaks);
        Assert.Equal((BreakCause.Quantity, -8000m), (found.Cause, found.Effect));
        Assert.False(found.ThreeWay!.IsTolerated);
        Assert.Equal((false, true, false), (
            found.ThreeWay.Quantity.Passes, found.ThreeWay.Price.Passes, found.ThreeWay.Total.Passes));
    }

    [Fact]
    public void Names_the_shipment_that_no_invoice_asks_for()
    {
        var result = new Trade().Order("SO1", 5m, 100m).Ship("S1", "SO1", 5m, "2026-10-05", "2026-10-07").Run();
        var found = Assert.Single(result.Breaks);
        Assert.Equal(
            (BreakKind.MissingInOurs, BreakCause.NotBookedByUs, 500m), (found.Kind, found.Cause, found.Effect));
        Assert.Contains("S1", found.Documents);
        Assert.True(found.OurCorrection);
        Assert.True(result.IsGreen);
    }

    [Fact]
    public void Finds_the_goods_of_an_invoice_on_their_way_at_the_end_of_the_period()
    {
        var result = new Trade().Order("SO1", 5m, 100m).Ship("S1", "SO1", 5m, "2026-10-30", "2026-11-03")
            .Bill("R1", "SO1", 5m, 100m, "2026-10-30", "S1").Run();
        var found = Assert.Single(result.Breaks);
        Assert.Equal(
            (BreakKind.MissingInTheirs, BreakCause.InTransitAtCutOff, -500m), (found.Kind, found.Cause, found.Effect));
    }

    [Fact]
    public void Leaves_an_invoice_for_goods_that_were_never_shipped_in_the_residual()
    {
        var result = new Trade().Order("SO1", 5m, 100m).Bill("R1", "SO1", 5m, 100m, "2026-10-30").Run();
        Assert.Null(Assert.Single(result.Breaks).Cause);
        Assert.Equal(-500m, result.Residual);
    }

    [Fact]
    public void Names_the_month_in_which_a_receipt_is_invoiced()
    {
        var found = Assert.Single(new Trade().Order("SO1", 5m, 100m)
            .Ship("S1", "SO1", 5m, "2026-10-29", "2026-10-31").Bill("R1", "SO1", 5m, 100m, "2026-11-02", "S1").Run()
            .Breaks);
        Assert.Equal((BreakCause.OtherPeriod, "2026-11"), (found.Cause, found.OurPeriod.ToString()));
        Assert.Equal(500m, found.Effect);
    }

    [Fact]
    public void Matches_an_invoice_with_a_receipt_of_the_month_before_and_leaves_what_was_settled_out()
    {
        var result = new Trade().Order("SO1", 5m, 100m).Order("SO2", 7m, 10m)
            .Ship("S1", "SO1", 5m, "2026-09-28", "2026-09-30").Bill("R1", "SO1", 5m, 100m, "2026-10-02", "S1")
            .Ship("S2", "SO2", 7m, "2026-09-01", "2026-09-02").Bill("R2", "SO2", 7m, 10m, "2026-09-05", "S2").Run();
        Assert.Equal("R1/10", Assert.Single(result.Matches).Ours.Single().Id);
        Assert.Empty(result.Breaks);
        Assert.Equal((0m, 500m), (result.Difference, result.OpeningDifference));
        Assert.True(result.IsGreen);
    }

    [Fact]
    public void Tells_a_difference_of_an_earlier_month_again_until_it_is_corrected()
    {
        var trade = new Trade().Order("SO1", 5m, 8000m).Ship("S1", "SO1", 5m, "2026-09-05", "2026-09-07")
            .Bill("R1", "SO1", 5m, 8100m, "2026-09-08", "S1");
        var found = Assert.Single(trade.Run().Breaks);
        Assert.Equal((BreakCause.UnitPrice, "2026-09"), (found.Cause, found.CarriedFrom.ToString()));
        Assert.True(trade.Run().IsGreen);
    }

    [Fact]
    public void Compares_two_deliveries_of_one_order_line_each_with_its_invoice()
    {
        var result = new Trade().Order("SO1", 10m, 100m)
            .Ship("S1", "SO1", 6m, "2026-10-05", "2026-10-06", received: 5m)
            .Ship("S2", "SO1", 4m, "2026-10-12", "2026-10-13")
            .Bill("R1", "SO1", 6m, 100m, "2026-10-06", "S1").Bill("R2", "SO1", 4m, 100m, "2026-10-13", "S2").Run();
        Assert.Equal(2, result.Matches.Count);
        var found = Assert.Single(result.Breaks);
        Assert.Equal((BreakCause.Quantity, -100m, "R1/10"), (found.Cause, found.Effect, found.Ours!.Id));
    }

    [Fact]
    public void Adds_up_several_receipts_for_one_invoice_that_names_no_shipment()
    {
        var result = new Trade().Order("SO1", 10m, 100m)
            .Ship("S1", "SO1", 6m, "2026-10-05", "2026-10-06").Ship("S2", "SO1", 4m, "2026-10-12", "2026-10-13")
            .Bill("R1", "SO1", 10m, 100m, "2026-10-14").Run();
        Assert.Equal((1, 0), (result.Matches.Count, result.Breaks.Count));
    }

    [Fact]
    public void Values_what_was_received_at_the_discount_of_the_order_and_in_its_unit()
    {
        var result = new Trade().Order("SO1", 10m, 100m, net: 900m)
            .Ship("S1", "SO1", 240m, "2026-10-05", "2026-10-06", unit: "BTL")
            .Bill("R1", "SO1", 10m, 90m, "2026-10-14", "S1").Run();
        Assert.Equal(900m, Assert.Single(result.Matches).TheirAmount);
        Assert.Empty(result.Breaks);
    }

    [Fact]
    public void Is_incomplete_where_a_shipment_has_no_price_and_says_which()
    {
        var books = Assert.Single(new Trade().Order("SO1", 5m, null).Ship("S1", "SO1", 5m, "2026-10-05", "2026-10-07")
            .Ship("S2", "SO9", 5m, "2026-10-05", "2026-10-07").Books());
        Assert.Contains("S1 (P1, order SO1/10), S2 (P1, order SO9/10); import the orders", books.Incomplete);
    }

    [Fact]
    public void Counts_a_credit_note_for_an_order_line_and_leaves_one_for_a_rebate_out()
    {
        var result = new Trade().Order("SO1", 5m, 8000m).Ship("S1", "SO1", 5m, "2026-10-05", "2026-10-07")
            .Bill("R1", "SO1", 5m, 8100m, "2026-10-08", "S1")
            .Bill("C1", "SO1", -5m, 100m, "2026-10-20", "S1", EntryKind.CreditNote)
            .Bill("C2", null, -1m, 77m, "2026-10-20", null, EntryKind.CreditNote).Run();
        Assert.Equal(0m, result.Difference);
        Assert.Empty(result.Breaks);
    }

    [Fact]
    public void Takes_goods_back_at_the_price_of_the_order_and_leaves_the_order_line_settled()
    {
        var trade = new Trade { TaxRate = 0.13m }.Order("SO1", 5m, 100m)
            .Ship("S1", "SO1", 5m, "2026-10-05", "2026-10-07").Bill("R1", "SO1", 5m, 100m, "2026-10-08", "S1")
            .Bill("RT1", "SO1", -2m, 100m, "2026-10-20", null, EntryKind.Return);
        var result = trade.Run();
        Assert.True(result.IsGreen);
        Assert.Empty(result.Breaks);
        Assert.Equal(["R1/10", "RT1/10"], result.Matches.Select(m => m.Ours[0].Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Shows_a_return_that_gives_back_another_price_than_the_order_asked()
    {
        var found = Assert.Single(new Trade().Order("SO1", 5m, 100m)
            .Ship("S1", "SO1", 5m, "2026-10-05", "2026-10-07").Bill("R1", "SO1", 5m, 100m, "2026-10-08")
            .Bill("RT1", "SO1", -2m, 120m, "2026-10-20", null, EntryKind.Return).Run().Breaks);
        Assert.Equal((BreakKind.Unequal, BreakCause.UnitPrice, 40m), (found.Kind, found.Cause, found.Effect));
    }

    [Fact]
    public void Carries_no_order_line_whose_goods_came_back_last_month()
    {
        var books = Assert.Single(new Trade().Order("SO1", 5m, 100m)
            .Ship("S1", "SO1", 5m, "2026-09-05", "2026-09-07").Bill("R1", "SO1", 5m, 100m, "2026-09-08", "S1")
            .Bill("RT1", "SO1", -2m, 100m, "2026-09-20", null, EntryKind.Return).Books());
        Assert.Empty(books.Ours.Carried);
        Assert.Empty(books.Theirs.Carried);
    }
}
