using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Reconciliation.Stock;
using static DealerIntegration.Domain.Reconciliation.Stock.MovementKind;

namespace DealerIntegration.Domain.Tests.Reconciliation.Stock;

/// <summary>Opening + sell-in − sell-through ± transfers ± returns ± losses = closing, through the engine.</summary>
public sealed class StockBooksTests
{
    [Fact]
    public void Is_green_where_every_kind_of_movement_leads_from_count_to_count()
    {
        var result = new Shelf().Count(100m, 108m).Ship("S1", 40m, "2026-10-05", "2026-10-07")
            .Move(SellThrough, 30m).Move(CustomerReturn, 2m).Move(TransferIn, 5m, counterpart: "D002")
            .Move(TransferOut, 4m, counterpart: "D003").Move(Loss, 3m).Move(Gain, 1m)
            .Move(Return, 3m, "2026-10-20", "RT-7").Back("RT-7", 3m, "2026-10-22").Run();
        Assert.Equal(("P1 CTN", 0m, 0m), (result.Currency, result.Difference, result.Residual));
        Assert.Empty(result.Breaks);
        Assert.Empty(result.Findings);
        Assert.True(result.IsGreen);
        Assert.Equal(8, result.Matches.Count);
    }

    [Fact]
    public void Leaves_what_nobody_can_explain_in_the_residual_and_calls_the_count_no_error()
    {
        var result = new Shelf().Count(100m, 67m).Move(SellThrough, 30m).Run();
        Assert.Equal((-3m, -3m, false), (result.Difference, result.Residual, result.IsGreen));
        Assert.Empty(result.Findings);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2026-11-02")]
    public void Finds_goods_on_their_way_at_the_end_of_the_period(string? delivered) => ExplainedBy(
        BreakCause.InTransitAtCutOff, -40m, new Shelf().Count(100m, 100m).Ship("S1", 40m, "2026-10-30", delivered));

    [Fact]
    public void Takes_goods_on_their_way_at_the_start_into_the_period()
    {
        var result = new Shelf().Count(100m, 140m).Ship("S1", 40m, "2026-09-29", "2026-10-02").Run();
        Assert.Equal((-40m, 0m, true), (result.OpeningDifference, result.Difference, result.IsGreen));
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void Finds_fewer_goods_received_than_shipped() => ExplainedBy(
        BreakCause.Quantity, -2m, new Shelf().Count(100m, 138m).Ship("S1", 40m, "2026-10-05", "2026-10-07", 38m));

    [Fact]
    public void Names_the_transfer_that_only_the_other_dealer_reports()
    {
        ExplainedBy(BreakCause.NotBookedByUs, 5m, new Shelf().Count(100m, 105m).Other(TransferOut, 5m, "T-1"));
        var found = ExplainedBy(
            BreakCause.NotBookedByUs, -5m, new Shelf().Count(100m, 95m).Other(TransferIn, 5m, "T-1"));
        Assert.Contains("Dealer D002 reports a transfer from this dealer of 5.00 CTN", found.Evidence);
        Assert.Equal(["T-1"], found.Documents);
    }

    [Fact]
    public void Asks_for_no_transfer_that_both_report_or_that_arrived_in_the_next_month()
    {
        Assert.True(new Shelf().Count(100m, 105m).Other(TransferOut, 5m, "T-1")
            .Move(TransferIn, 5m, document: "T-1", counterpart: "D002").Run().IsGreen);
        Assert.True(new Shelf().Count(100m, 100m).Other(TransferOut, 5m, "T-1", "2026-10-31")
            .Move(TransferIn, 5m, "2026-11-02", "T-1", "D002").Run().IsGreen);
    }

    [Fact]
    public void Does_not_believe_a_transfer_that_the_count_contradicts()
    {
        var result = new Shelf().Count(100m, 100m).Other(TransferOut, 5m, "T-1").Run();
        Assert.True(result.IsGreen);
        Assert.Empty(result.Breaks);
    }

    [Fact]
    public void Finds_a_movement_that_is_reported_twice_where_the_count_says_once()
    {
        ExplainedBy(
            BreakCause.Duplicate, 10m,
            new Shelf().Count(100m, 90m).Move(SellThrough, 10m, document: "X1").Move(SellThrough, 10m, document: "X1"));
        Assert.True(new Shelf().Count(100m, 80m).Move(SellThrough, 10m, document: "X1")
            .Move(SellThrough, 10m, document: "X1").Run().IsGreen);
    }

    [Fact]
    public void Finds_a_stock_list_that_counts_pieces_instead_of_cartons() => ExplainedBy(
        BreakCause.UnitOfMeasure, 2300m, new Shelf().Count(110m, 2400m).Move(SellThrough, 10m));

    [Fact]
    public void Finds_a_movement_in_the_wrong_unit() => ExplainedBy(
        BreakCause.UnitOfMeasure, 46m, new Shelf().Count(100m, 98m).Move(SellThrough, 48m));

    [Fact]
    public void Compares_in_pieces_where_a_line_counts_pieces()
    {
        var result = new Shelf().Count(10m, 230m, closingUnit: "BTL").Move(SellThrough, 10m, unit: "BTL").Run();
        Assert.Equal(("P1 BTL", 0m, true), (result.Currency, result.Residual, result.IsGreen));
    }

    [Fact]
    public void Finds_stock_of_a_product_that_nobody_knows()
    {
        var books = new Shelf().Count(0m, 7m, "X9").Books();
        var found = Assert.Single(Shelf.Run(Assert.Single(books)).Breaks);
        Assert.Equal((BreakCause.UnknownProduct, 7m), (found.Cause, found.Effect));
    }

    [Fact]
    public void Names_a_return_that_we_have_not_booked() => ExplainedBy(
        BreakCause.NotBookedByUs, -6m, new Shelf().Count(100m, 94m).Move(Return, 6m, "2026-10-28", "RT-9"));

    [Fact]
    public void Names_the_month_in_which_we_booked_a_return_and_settles_it_there()
    {
        var found = ExplainedBy(BreakCause.OtherPeriod, -6m, new Shelf().Count(100m, 94m)
            .Move(Return, 6m, "2026-10-28", "RT-9").Back("rt-9", 6m, "2026-11-03"));
        Assert.Equal("2026-11", found.OurPeriod.ToString());

        var next = new Shelf().Count(94m, 94m).Move(Return, 6m, "2026-09-28", "RT-9")
            .Back("RT-9", 6m, "2026-10-03").Run();
        Assert.Equal((1, true, 0m), (next.Matches.Count, next.IsGreen, next.Difference));
    }

    [Fact]
    public void Pairs_a_return_without_our_number_by_quantity_within_the_window()
    {
        var shelf = new Shelf().Count(100m, 94m).Move(Return, 6m, "2026-10-10").Back("RT-9", 6m, "2026-10-17");
        Assert.True(shelf.Run().IsGreen);
        Assert.Single(shelf.Run().Matches);
    }

    [Fact]
    public void Counts_a_product_that_a_stock_list_leaves_out_as_none()
    {
        var shelf = new Shelf().Count(5m, 5m, "P2").Ship("S1", 40m, "2026-10-05", "2026-10-07").Move(SellThrough, 40m);
        Assert.All(shelf.Books(), books => Assert.True(Shelf.Run(books).IsGreen));
        Assert.Equal(["P1 CTN", "P2 CTN"], shelf.Books().Select(b => b.Ours.Currency));
    }

    [Fact]
    public void Is_incomplete_and_never_green_without_counts_or_report()
    {
        var books = Assert.Single(new Shelf { WithoutOpening = true, WithoutClosing = true, WithoutMovements = true }
            .Ship("S1", 40m, "2026-10-05", "2026-10-07").Books());
        Assert.Equal(
            "no stock list of 2026-09-30 was taken; no stock list of 2026-10-31 was taken; "
            + "no report of movements of 2026-10 was taken. Ask the dealer for it.",
            books.Incomplete);
    }

    [Fact]
    public void Is_incomplete_where_units_have_no_common_measure()
    {
        var books = Assert.Single(new Shelf().Count(5m, 7m, "P2", closingUnit: "BOX").Books());
        Assert.Equal(
            "P2: the lines are in CTN and BOX, and the product master gives no pack size; add it.", books.Incomplete);
    }

    [Fact]
    public void Leaves_a_dealer_out_that_has_no_stock_and_no_business() => Assert.Empty(
        new Shelf { WithoutOpening = true, WithoutClosing = true, WithoutMovements = true }.Books());

    private static Break ExplainedBy(BreakCause cause, decimal effect, Shelf shelf)
    {
        var result = shelf.Run();
        var found = Assert.Single(result.Breaks);
        Assert.Equal((cause, effect), (found.Cause, found.Effect));
        Assert.Equal((effect, 0m, true), (result.Difference, result.Residual, result.IsGreen));
        Assert.NotEmpty(found.Documents);
        return found;
    }
}
