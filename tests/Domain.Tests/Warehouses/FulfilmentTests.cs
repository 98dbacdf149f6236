using CsCheck;
using DealerIntegration.Domain.Warehouses;

namespace DealerIntegration.Domain.Tests.Warehouses;

public sealed class FulfilmentTests
{
    private static readonly DateOnly Sent = new(2026, 11, 2);

    private static readonly FulfilmentTerms Terms = new(new DateOnly(2026, 11, 3), QuietDays: 3);

    private static readonly Gen<WarehouseReport> AnyReport =
        from id in Gen.Int[1, 4]
        from minute in Gen.Int[0, 3]
        from isFinal in Gen.Bool
        from quantities in Gen.Int[0, 6].Array[1, 3]
        from products in Gen.Int[0, 2].Array[3]
        from positions in Gen.Int[0, 3].Array[3]
        select Report(
            $"R{id}", isFinal,
            [
                .. quantities.Select((q, i) => new ReportedLine(
                    positions[i] == 0 ? null : $"{positions[i]}0", "ABX"[products[i]].ToString(), q)),
            ]) with { At = new DateTimeOffset(2026, 11, 2, 10, minute, 0, TimeSpan.Zero) };

    [Fact]
    public void Increments_add_up_and_the_rest_is_outstanding()
    {
        var standing = Of(Order(10m), Report("1", false, Line("A", 2m)), Report("2", false, Line("A", 4m)));
        Assert.Equal((FulfilmentCode.Partly, false), (standing.Code, standing.IsClosed));
        Assert.Equal("A: ordered 10 = shipped 6 (2 + 4) + 4 outstanding", Assert.Single(standing.Reasons).Message);
    }

    [Fact]
    public void The_final_report_adds_its_own_and_closes_the_document()
    {
        var standing = Of(Order(10m), Report("1", false, Line("A", 6m)), Report("2", true, Line("A", 4m)));
        Assert.Equal((FulfilmentCode.Complete, true), (standing.Code, standing.IsClosed));
        Assert.Empty(standing.Reasons);
    }

    [Fact]
    public void What_a_closed_document_lacks_is_short_and_no_longer_outstanding()
    {
        var standing = Of(Order(10m), Report("1", true, Line("A", 7m)));
        Assert.Equal(FulfilmentCode.Short, standing.Code);
        Assert.Equal("A: ordered 10 = shipped 7 + 3 not shipped", Assert.Single(standing.Reasons).Message);
        Assert.Equal((0m, 3m), (standing.Lines[0].Outstanding, standing.Lines[0].Missing));
    }

    [Fact]
    public void A_report_after_the_final_one_still_counts()
    {
        var standing = Of(Order(10m), Report("1", true, Line("A", 7m)), Report("2", false, Line("A", 3m)));
        Assert.Equal((FulfilmentCode.Complete, true), (standing.Code, standing.IsClosed));
    }

    [Fact]
    public void A_report_that_comes_twice_counts_once()
    {
        var report = Report("1", false, Line("A", 6m));
        Assert.Equal(6m, Of(Order(10m), report, report).Lines[0].Moved);
    }

    [Fact]
    public void Neither_the_order_of_reports_nor_their_repetition_changes_anything() =>
        (from reports in AnyReport.Array[0, 5]
         from shuffled in Gen.Shuffle(reports.DistinctBy(r => r.Id).Concat(reports.DistinctBy(r => r.Id)).ToArray())
         select (reports.DistinctBy(r => r.Id).ToArray(), shuffled)).Sample((reports, shuffled) =>
        {
            var order = Order(5m, 3m, 4m);
            Assert.Equal(Told(Of(order, reports)), Told(Of(order, shuffled)));
        });

    [Fact]
    public void Every_quantity_told_stands_in_a_line_or_is_named_as_not_ordered() =>
        AnyReport.Array[0, 5].Sample(reports =>
        {
            var once = reports.DistinctBy(r => r.Id).ToArray();
            var standing = Of(Order(5m, 3m, 4m), once);
            var named = standing.Lines.Sum(l => l.Moved);
            var told = once.SelectMany(r => r.Lines).Where(l => l.Product != "X").Sum(l => l.Quantity);
            Assert.Equal(told, named);
            Assert.All(standing.Lines, l => Assert.Equal(
                l.Ordered.Quantity + l.Excess, l.Moved + l.Outstanding + l.Missing));
            Assert.Equal(
                once.SelectMany(r => r.Lines).Where(l => l.Product == "X").Sum(l => l.Quantity) != 0m,
                standing.Reasons.Any(r => r.Code == FulfilmentCode.WrongProduct));
        });

    [Fact]
    public void What_was_polled_and_what_was_reported_give_the_same_standing() =>
        AnyReport.Array[1, 4].Sample(reports =>
        {
            var once = reports.DistinctBy(r => r.Id).ToArray();
            var isFinal = once.Any(r => r.Closes);
            var order = Order(5m, 3m, 4m);
            var list = new ListedState(
                isFinal ? "DELIVERED" : "PARTDELIVERED", [.. once.SelectMany(r => r.Lines)]);
            var polled = Fulfilment.Of(order, new WarehouseWord([], list, Sent), Terms);
            var told = Of(order, once);
            Assert.Equal(
                (told.Code, told.IsClosed, string.Join(',', told.Lines.Select(l => l.Moved))),
                (polled.Code, polled.IsClosed, string.Join(',', polled.Lines.Select(l => l.Moved))));

            // Both together say it once, not twice.
            var both = Fulfilment.Of(order, new WarehouseWord(once, list, Sent), Terms);
            Assert.Equal(Told(told), Told(both));
        });

    [Fact]
    public void A_position_decides_between_two_lines_of_a_product()
    {
        var standing = Of(Order(5m, 3m, 4m), Report("1", true, new ReportedLine("30", "A", 4m), Line("A", 6m)));
        Assert.Equal([5m, 0m, 5m], standing.Lines.Select(l => l.Moved));
        Assert.Equal(
            ["A: ordered 4 = shipped 5 (4 + 1) − 1 too many", "B: ordered 3 = shipped 0 + 3 not shipped"],
            standing.Reasons.Select(r => r.Message));
    }

    [Fact]
    public void A_product_that_nobody_ordered_is_named_even_under_a_position_that_was()
    {
        var standing = Of(Order(10m), Report("1", true, new ReportedLine("10", "Z", 10m)));
        Assert.Equal([FulfilmentCode.WrongProduct, FulfilmentCode.Short], standing.Reasons.Select(r => r.Code));
        Assert.Equal("Z: ordered 0 = shipped 10 − 10 that nobody ordered", standing.Reasons[0].Message);
    }

    [Theory]
    [InlineData("CANCELED", FulfilmentCode.Cancelled)]
    [InlineData("REJECT", FulfilmentCode.Cancelled)]
    [InlineData("CLOSED", FulfilmentCode.Short)]
    public void An_end_without_goods_is_told_by_its_word(string status, FulfilmentCode code)
    {
        var standing = Of(Order(10m), Report("1", null) with { Status = status });
        Assert.Equal((code, true), (standing.Code, standing.IsClosed));
    }

    [Fact]
    public void Goods_that_move_though_the_order_was_taken_back_are_the_gravest()
    {
        var standing = Of(
            Order(10m) with { Sending = SendingState.TakenBack }, Report("1", true, Line("A", 4m)));
        Assert.Equal(FulfilmentCode.MovedThoughEnded, standing.Code);
        Assert.Equal("it was taken back, and goods moved all the same: A 4", standing.Reasons[0].Message);
        Assert.Equal(FulfilmentCode.Cancelled, Of(Order(10m) with { Sending = SendingState.TakenBack }).Code);
    }

    [Fact]
    public void Goods_that_only_the_list_knows_of_count_although_the_reports_say_cancelled()
    {
        var word = new WarehouseWord(
            [Report("1", null) with { Status = "CANCELED" }], new ListedState("PARTDELIVERED", [Line("A", 4m)]), Sent);
        Assert.Equal(FulfilmentCode.MovedThoughEnded, Fulfilment.Of(Order(10m), word, Terms).Code);
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(5, 2)]
    public void The_account_that_is_behind_takes_nothing_away(int told, int listed)
    {
        var word = new WarehouseWord(
            [Report("1", false, Line("A", told))], new ListedState("PARTDELIVERED", [Line("A", listed)]), Sent);
        Assert.Equal(5m, Fulfilment.Of(Order(10m), word, Terms).Lines[0].Moved);
    }

    [Fact]
    public void A_trouble_is_told_until_a_final_report_ends_it()
    {
        var trouble = Report("1", false) with { Status = "EXCEPTION" };
        Assert.Equal(FulfilmentCode.Exception, Of(Order(10m), trouble).Code);
        Assert.Equal(FulfilmentCode.Complete, Of(Order(10m), trouble, Report("2", true, Line("A", 10m))).Code);
        Assert.Equal(FulfilmentCode.Exception, Of(Order(10m), trouble with { IsFinal = true }).Code);
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(null, "DELIVERED", true)]
    [InlineData(null, "FULFILLED", true)]
    [InlineData(null, "PARTDELIVERED", false)]
    [InlineData(null, "EXCEPTION", false)]
    [InlineData(false, "DELIVERED", false)]
    [InlineData(true, "PARTDELIVERED", true)]
    [InlineData(false, "CANCELED", true)]
    public void A_report_closes_by_its_word_and_without_one_by_its_status(bool? isFinal, string? status, bool closes) =>
        Assert.Equal(closes, (Report("1", isFinal) with { Status = status }).Closes);

    [Fact]
    public void Silence_is_counted_from_the_last_word()
    {
        var late = Terms with { Today = new DateOnly(2026, 11, 6) };
        var standing = Fulfilment.Of(Order(10m), WarehouseWord.Silence, late);
        Assert.Equal(FulfilmentCode.Silent, standing.Code);
        Assert.Equal("nothing was heard since 2026-11-02, 4 days", standing.Reasons[0].Message);
        var accepted = new WarehouseWord([], new ListedState("ACCEPT", []), new DateOnly(2026, 11, 3));
        Assert.Equal(FulfilmentCode.Waiting, Fulfilment.Of(Order(10m), accepted, late).Code);
        Assert.Equal(FulfilmentCode.Waiting, Fulfilment.Of(Order(10m), WarehouseWord.Silence, Terms).Code);
    }

    [Fact]
    public void A_list_that_says_delivered_and_no_quantities_does_not_close_what_reports_have_not_told()
    {
        var list = new ListedState("DELIVERED", []);
        var word = new WarehouseWord([Report("1", false, Line("A", 6m))], list, Sent);
        Assert.Equal(FulfilmentCode.QuantityNotTold, Fulfilment.Of(Order(10m), word, Terms).Code);
        Assert.Equal(FulfilmentCode.Complete, Fulfilment.Of(Order(6m), word, Terms).Code);
        Assert.Equal(
            FulfilmentCode.QuantityNotTold, Fulfilment.Of(Order(6m), new WarehouseWord([], list, Sent), Terms).Code);
    }

    [Fact]
    public void Reports_and_a_list_that_are_both_final_and_differ_are_two_accounts()
    {
        var list = new ListedState("DELIVERED", [Line("A", 9m), Line("Z", 1m)]);
        var standing = Fulfilment.Of(
            Order(10m), new WarehouseWord([Report("1", true, Line("A", 10m))], list, Sent), Terms);
        Assert.Equal(FulfilmentCode.TwoAccounts, standing.Code);
        Assert.Equal("A 10 by its reports, 9 by its list; Z 0 by its reports, 1 by its list",
            standing.Reasons[0].Message);
    }

    [Fact]
    public void What_the_warehouse_did_not_take_waits_or_is_refused_in_its_words()
    {
        Assert.Equal(FulfilmentCode.NotSent, Of(Order(10m) with { Sending = SendingState.Open }).Code);
        var refused = Of(Order(10m) with { Sending = SendingState.Refused, SendingReason = "S003: out of area" });
        Assert.Equal((FulfilmentCode.Refused, true), (refused.Code, refused.IsClosed));
        Assert.Equal("S003: out of area", refused.Reasons[0].Message);

        // A report is proof that it arrived, whatever came of the sending.
        Assert.Equal(
            FulfilmentCode.Complete,
            Of(Order(10m) with { Sending = SendingState.Open }, Report("1", true, Line("A", 10m))).Code);
    }

    [Fact]
    public void Goods_that_come_in_are_held_against_what_their_reports_plan()
    {
        WarehouseReport[] reports =
        [
            Report("1", false, new ReportedLine("1", "A", 2m, 5m), new ReportedLine("2", "B", 1m, 1m)),
            Report("2", true, new ReportedLine("1", "A", 2m, 5m)),
        ];
        var standing = Of(WarehouseOrder.OfPlan("EN-1", GoodsWay.In, "WH1", reports), reports);
        Assert.Equal(FulfilmentCode.Short, standing.Code);
        Assert.Equal("A: expected 5 = received 4 (2 + 2) + 1 not received", Assert.Single(standing.Reasons).Message);
    }

    private static string Told(FulfilmentStanding standing) => string.Join(
        '\n',
        standing.Lines.Select(l => l.Arithmetic)
            .Concat(standing.Reasons.Select(r => $"{r.Code} {r.Message}"))
            .Prepend($"{standing.Code} {standing.IsClosed}"));

    private static FulfilmentStanding Of(WarehouseOrder order, params WarehouseReport[] reports) =>
        Fulfilment.Of(order, new WarehouseWord(reports, null, reports.Length == 0 ? null : Sent), Terms);

    // A on the lines 10 and 30, B on the line between them.
    private static WarehouseOrder Order(params decimal[] quantities) => new(
        "DO-1", GoodsWay.Out, "D001", "SO-1", "WH1", SendingState.Taken, null, Sent,
        [.. quantities.Select((q, i) => new WarehouseOrderLine($"{i + 1}0", i == 1 ? "B" : "A", q))]);

    private static WarehouseReport Report(string id, bool? isFinal, params ReportedLine[] lines) =>
        new(id, isFinal, null, null, lines);

    private static ReportedLine Line(string product, decimal quantity) => new(null, product, quantity);
}
