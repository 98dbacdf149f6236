using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Diversion.Events;
using static DealerIntegration.Domain.Tests.Diversion.CustodyOverTime.Goods;

namespace DealerIntegration.Domain.Tests.Diversion.CustodyOverTime;

public sealed class CustodyBookTests
{
    private static readonly TraceEvent[] Packed =
    [
        Of("E01", TraceStep.Commission, 0, ["I1", "I2"]),
        Of("E02", TraceStep.Pack, 1, ["I1", "I2"], "C1"),
        Of("E03", TraceStep.Pack, 2, ["C1"], "PAL"),
        Of("E04", TraceStep.Ship, 3, ["PAL"], to: "D1"),
    ];

    [Fact]
    public void A_shipped_pallet_answers_for_every_item_in_it()
    {
        var custody = CustodyBook.Of(Packed).At("I1", Start.AddHours(5));
        Assert.Equal(
            (CustodyState.WithDealer, "D1", "PAL", "DOC-E04", "P1", false),
            (custody.State, custody.Dealer, custody.Unit, custody.Document, custody.ProductCode, custody.Gap.HasValue));
        Assert.Equal(["E02", "E03", "E04"], custody.EventIds);
        Assert.Equal(Start.AddHours(3), custody.FirstShipped);
    }

    [Fact]
    public void Before_it_left_an_item_is_at_the_principal_and_its_departure_is_known()
    {
        var custody = CustodyBook.Of(Packed).At("I1", Start.AddHours(2));
        Assert.Equal(
            (CustodyState.AtPrincipal, null, "C1", "D1"),
            (custody.State, custody.Dealer, custody.Unit, custody.Next?.Dealer));
        Assert.Equal(Start.AddHours(3), custody.FirstShipped);
    }

    [Fact]
    public void What_was_taken_out_before_the_carton_went_on_stays_behind()
    {
        var book = CustodyBook.Of(
        [
            .. Packed, Of("E05", TraceStep.Unpack, 4, ["I2"], "C1"),
            Of("E06", TraceStep.Ship, 5, ["C1"], from: "D1", to: "D2"),
        ]);
        Assert.Equal("D2", book.At("I1", Start.AddHours(6)).Dealer);
        Assert.Equal("D1", book.At("I2", Start.AddHours(6)).Dealer);
        Assert.Empty(book.Problems());
    }

    [Fact]
    public void A_return_ends_when_the_principal_has_the_goods_and_the_sender_answers_until_then()
    {
        var book = CustodyBook.Of(
        [
            .. Packed, Of("E05", TraceStep.Return, 4, ["C1"], from: "D1"), Of("E06", TraceStep.Receive, 6, ["C1"]),
        ]);
        Assert.Equal((CustodyState.Returning, "D1"), Standing(book, 5));
        Assert.Equal((CustodyState.AtPrincipal, null), Standing(book, 6));
    }

    [Fact]
    public void A_dealer_that_received_what_nobody_sent_there_has_it_and_the_chain_is_broken()
    {
        var custody = CustodyBook.Of([.. Packed, Of("E05", TraceStep.Receive, 4, ["I1"], to: "D2")])
            .At("I1", Start.AddHours(5));
        Assert.Equal(("D2", "D1"), (custody.Dealer, custody.From));
        Assert.Contains("nobody had sent", custody.Gap!.Value.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_receipt_that_was_booked_after_the_goods_went_on_moves_nothing()
    {
        var book = CustodyBook.Of(
        [
            .. Packed, Of("E05", TraceStep.Ship, 4, ["C1"], from: "D1", to: "D2"),
            Of("E06", TraceStep.Receive, 5, ["C1"], to: "D1"),
        ]);
        Assert.Equal((CustodyState.WithDealer, "D2"), Standing(book, 6));
        Assert.Null(book.At("I1", Start.AddHours(6)).Gap);
    }

    [Fact]
    public void A_sale_stays_with_the_dealer_and_tells_where_the_goods_were_sent()
    {
        var custody = CustodyBook.Of([.. Packed, Of("E05", TraceStep.Sell, 4, ["I1"], from: "D1")])
            .At("I1", Start.AddHours(5));
        Assert.Equal(("D1", "610100", "DOC-E04"), (custody.Dealer, custody.SoldTo, custody.Document));
    }

    [Fact]
    public void What_is_destroyed_stays_destroyed_and_a_later_movement_is_told()
    {
        var book = CustodyBook.Of(
        [
            .. Packed, Of("E05", TraceStep.Destroy, 4, ["I1"]), Of("E06", TraceStep.Ship, 5, ["I1"], to: "D2"),
        ]);
        Assert.Equal((CustodyState.Withdrawn, null), Standing(book, 6));
        Assert.Equal([("I1", CustodyFault.AfterWithdrawal)], Faults(book));
    }

    [Fact]
    public void Faults_are_told_with_their_events_and_place_and_stop_nothing()
    {
        var book = CustodyBook.Of(
        [
            .. Packed,
            Of("E05", TraceStep.Pack, 4, ["PAL"], "C1"),
            Of("E06", TraceStep.Pack, 4, ["I2"], "C2"),
            Of("E07", TraceStep.Unpack, 5, ["I3"], "C2"),
            Of("E08", TraceStep.Ship, 6, ["PAL"], to: "D2"),
        ]);
        Assert.Equal(
            [
                ("I2", CustodyFault.TwoUnits), ("I3", CustodyFault.NotPacked), ("PAL", CustodyFault.PackingCycle),
                ("PAL", CustodyFault.ElsewhereAlready),
            ],
            Faults(book));
        var cycle = book.Problems().Single(p => p.Fault == CustodyFault.PackingCycle);
        Assert.Equal(["E03", "E05"], cycle.EventIds);
        Assert.Equal("file line E05", cycle.Origin);
        Assert.Equal("D2", book.At("I1", Start.AddHours(7)).Dealer);
    }

    [Fact]
    public void A_flat_list_of_a_warehouse_says_packed_and_shipped()
    {
        CodeBinding Row(string code, string? parent, string dealer = "D1", int hour = 0) =>
            new(code, parent, CodeLevel.Item, "P1", dealer, $"S-{dealer}-{hour}", Start.AddHours(hour));

        var book = CustodyBook.Of(ShippedCodes.AsEvents(
        [
            Row("I1", "C1"), Row("C1", null), Row("I2", "C2"), Row("C2", null, "D2", 9), Row("A", "B"), Row("B", "A"),
        ]));
        var (with, sentOn) = (book.At("I1", Start.AddHours(10)), book.At("I2", Start.AddHours(10)));
        Assert.Equal(("D1", "C1", "D2", "C2"), (with.Dealer, with.Unit, sentOn.Dealer, sentOn.Unit));
        Assert.Equal("D1", book.At("I2", Start.AddHours(8)).Dealer);
        Assert.Equal("D1", book.At("A", Start.AddHours(1)).Dealer);
    }

    private static (CustodyState, string?) Standing(CustodyBook book, int hour)
    {
        var custody = book.At("I1", Start.AddHours(hour));
        return (custody.State, custody.Dealer);
    }

    private static IEnumerable<(string, CustodyFault)> Faults(CustodyBook book) =>
        book.Problems().Select(p => (p.Code, p.Fault));
}
