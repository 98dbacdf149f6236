using System.Text;
using DealerIntegration.Connectors.Epcis;

namespace DealerIntegration.Connectors.Tests.Epcis;

/// <summary>Events as tables: one row for each code, headings in the sender's words.</summary>
public sealed class EventTableTests
{
    [Fact]
    public void Rows_that_differ_in_the_code_only_are_one_event_wherever_they_stand()
    {
        const string first = "2026-10-10 09:00:00,出库,(01)04012345111118(21)1,,D001,4711";
        const string other = "2026/10/10 9:05,出库,(01)04012345111118(21)3,,D002,4712";
        const string second = "2026-10-10 09:00:00,出库,https://id.gs1.org/01/04012345111118/21/2,,D001,4711";
        const string heading = "时间,环节,物流码,发货方,收货方,单号\r\n";
        var events = Events.Table($"{heading}{first}\r\n{other}\r\n{second}\r\n");
        Assert.Equal(
            [
                "ship||D001||/01/04012345111118/21/1 /01/04012345111118/21/2|4711|",
                "ship||D002||/01/04012345111118/21/3|4712|",
            ],
            events.Select(Events.Step));
        Assert.Equal((2, 2L), (events[0].Lines, events[0].Place.Row));
        var turned = Events.Table($"{heading}{second}\n{first}\n{other}\n");
        Assert.Equal(
            events.Select(e => e.EventId).Order(StringComparer.Ordinal),
            turned.Select(e => e.EventId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Knows_every_step_in_both_languages()
    {
        Assert.Equal(
            [
                "commission||||A1||", "pack|||K1|A1 A2||", "unpack|||K1|||", "receive||D001||A1||",
                "return|D001|||A1||", "transfer|D001|D002||A1||", "sell|D001|||A1||330106", "destroy||||A1||",
            ],
            Events.Table("""
                Time;Step;Code;Parent;From;To;Area
                2026-10-01 08:00:00;commission;A1;;;;
                2026-10-01 08:01:00;装箱;A1;K1;;;
                2026-10-01 08:01:00;装箱;A2;K1;;;
                2026-10-01 08:02:00;unpack;;K1;;;
                2026-10-01 08:03:00;签收;A1;;;D001;
                2026-10-01 08:04:00;退货;A1;;D001;;
                2026-10-01 08:05:00;调拨;A1;;D001;D002;
                2026-10-01 08:06:00;网购;A1;;D001;;330106
                2026-10-01 08:07:00;销毁;A1;;;;
                """).Select(Events.Step));
    }

    [Fact]
    public void Takes_the_words_of_the_standard_and_a_plain_yes_for_a_declaration()
    {
        var events = Events.Table("""
            Time,Step,Code,Parent,Error,Corrected by
            2026-10-01 08:00:00,packing,A1,K1,no,
            2026-10-01 08:00:00,packing,A1,K1,是,urn:uuid:7
            2026-10-01 08:00:00,packing,A1,K1,vielleicht,
            """);
        Assert.Equal("pack|||K1|A1||", Events.Step(events[0]));
        Assert.Equal([false, true, false], events.Select(e => e.DeclaresError));
        Assert.Equal(events[0].EventId, events[1].EventId);
        Assert.Equal("urn:uuid:7", Events.Fields(
            events[1].Trace!, Domain.Canonical.TraceDatasets.TraceEvents, "corrected_by"));
        Assert.Equal("unreadable-event", Events.Why(events[2]));
    }

    [Fact]
    public void A_table_without_steps_is_a_list_of_scans()
    {
        var events = Events.Table("""
            扫码时间	追溯码	行政区划代码	扫码人	门店	设备号	纬度	经度
            2026-10-20 10:00:00	a1	320506	稽查	十七店	PDA-1	31.3	120.6
            2026-10-20T03:00:00Z	A2	320506	消费者	十七店	wx-7		
            """);
        Assert.Equal(
            ["A1|320506|inspector|十七店|PDA-1|31.3|120.6", "A2|320506|consumer|十七店|wx-7||"],
            events.Select(Events.Scan));
        Assert.All(events, (e, i) => Assert.Equal(
            new DateTimeOffset(2026, 10, 20, 2 + i, 0, 0, TimeSpan.Zero),
            e.Scans[0].Values.OfType<DateTimeOffset>().Single()));
    }

    [Fact]
    public void Says_row_by_row_what_is_wrong()
    {
        var events = Events.Table("""
            时间,物流码,区域,角色
            2026-10-20 10:00:00,1.91431E+18,320506,稽查
            gestern,A1,320506,稽查
            2026-10-20 10:00:00,A2,3205,稽查
            2026-10-20 10:00:00,A3,320506,
            2026-10-20 10:00:00,A4,320506,路人
            2026-10-20 10:00:00,,320506,稽查
            2026-10-20 10:00:00,A5,320506,稽查,1,2
            2026-10-20 10:00:00,A6,320506,稽查
            """);
        Assert.Equal(
            [
                "2 malformed-code 1.91431E+18", "3 unreadable-event", "4 bad-area 3205", "5 no-actor",
                "6 unknown-actor 路人", "7 malformed-code", "8 unreadable-event",
            ],
            events.SkipLast(1).Select(e => $"{e.Rejected[0].Place.Row} {Events.Why(e)}"));
        Assert.Equal("A6|320506|inspector||||", Events.Scan(events[^1]));
        Assert.Contains("gestern", events[1].Rejected[0].Message);
    }

    [Fact]
    public void Names_the_row_of_a_damaged_code_in_a_carton()
    {
        var taken = Assert.Single(Events.Table("""
            时间,环节,码,外箱码
            2026-10-01 08:01:00,装箱,A1,K1
            2026-10-01 08:01:00,装箱,1914310000010100000.0,K1
            2026-10-01 08:01:00,装箱,A3,K1
            """));
        Assert.Equal("pack|||K1|A1 A3||", Events.Step(taken));
        var refused = Assert.Single(taken.Rejected);
        Assert.Equal((3L, "1914310000010100000.0"), (refused.Place.Row, refused.Value));
        Assert.Equal(3, taken.Lines);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("gb18030")]
    public void Reads_the_encodings_of_spreadsheets(string encoding)
    {
        var encodings = Encoding.GetEncoding(encoding);
        byte[] content =
        [
            .. encodings.GetPreamble(), .. encodings.GetBytes("时间,码,区域,角色\n2026-10-20 10:00:00,A1,320506,稽查\n"),
        ];
        Assert.Equal("A1|320506|inspector||||", Events.Scan(Assert.Single(Events.Read(content, "扫码.csv"))));
    }

    [Theory]
    [InlineData("时间,区域\n", "'码'")]
    [InlineData("时间,码,Time\n", "'Time' and '时间'")]
    [InlineData("时间,码\n2026-10-20 10:00:00,\"A1\n", "never closed")]
    [InlineData("hello", "'时间' and '码'")]
    public void Refuses_a_table_that_cannot_be_told_apart(string csv, string message)
    {
        var fault = Assert.Throws<EventFileException>(() => Events.Table(csv));
        Assert.Contains(message, fault.Message);
        Assert.NotEmpty(fault.Remedy);
    }
}
