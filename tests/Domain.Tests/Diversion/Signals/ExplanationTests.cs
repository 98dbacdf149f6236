using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Diversion.Events;
using DealerIntegration.Domain.Diversion.Territory;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Diversion.Signals;

/// <summary>
/// Goods read outside the territory, and what speaks for the dealer. D1 sells in Zhejiang, D2 in the city of Shaoguan;
/// the scan is ten days and two hours after the shipment unless a test says otherwise.
/// </summary>
public sealed class ExplanationTests
{
    private const string Shaoguan = "440205";
    private const string Chengdu = "510104";
    private static readonly Told Missing = Told.Same("The goods arrived without having left.");
    private static readonly DateTimeOffset ScannedAt = World.At("2026-10-20T10:00:00+08:00");

    [Fact]
    public void Goods_that_came_back_to_the_principal_are_nobodys() => Decides(
        (Verdict.Undecided, "zombie"), World.Held("C1") with { State = CustodyState.AtPrincipal, Dealer = null });

    [Fact]
    public void A_withdrawn_code_on_the_market_is_nobodys() => Decides(
        (Verdict.Undecided, "zombie"), World.Held("C1") with { State = CustodyState.Withdrawn });

    [Fact]
    public void A_code_that_never_left_is_nobodys() => Decides(
        (Verdict.Undecided, "before-shipment"),
        Custody.None("C1") with { State = CustodyState.AtPrincipal });

    [Theory]
    [InlineData(72, "D2", Shaoguan, Verdict.Explained)]
    [InlineData(73, "D2", Shaoguan, Verdict.Diverted)]
    [InlineData(10, "D2", Chengdu, Verdict.Diverted)]
    [InlineData(10, "D1", Shaoguan, Verdict.Diverted)]
    public void Goods_with_their_next_holder_before_the_record_says_so_are_a_late_event(
        int hours, string next, string area, Verdict expected) => Decides(
        (expected, expected == Verdict.Explained ? "late-event" : "outside-territory"),
        World.Held("C1") with
        {
            Next = new CustodyChange(TraceStep.Transfer, next, "T-1", ScannedAt.AddHours(hours)),
        },
        area);

    [Fact]
    public void A_shipment_recorded_after_the_goods_were_read_at_its_dealer_was_recorded_late() => Decides(
        (Verdict.Explained, "late-event"),
        Custody.None("C1") with
        {
            State = CustodyState.AtPrincipal,
            FirstShipped = ScannedAt.AddHours(5),
            Next = new CustodyChange(TraceStep.Ship, "D2", "S-9", ScannedAt.AddHours(5)),
        },
        Shaoguan);

    [Fact]
    public void Goods_on_the_way_back_are_explained() => Decides(
        (Verdict.Explained, "return"),
        World.Held("C1") with { State = CustodyState.Returning, Step = TraceStep.Return });

    [Theory]
    [InlineData(null, Verdict.Diverted)]
    [InlineData("D3", Verdict.Undecided)]
    public void Two_records_that_name_different_dealers_accuse_neither(string? sentTo, Verdict expected) => Decides(
        (expected, expected == Verdict.Diverted ? "outside-territory" : "broken-chain"),
        World.Held("C1") with { Gap = Missing, From = sentTo, IsReceived = true });

    [Theory]
    [InlineData("330106", Verdict.MissingRead)]
    [InlineData(Shaoguan, Verdict.MissingRead)]
    [InlineData(Chengdu, Verdict.Undecided)]
    public void On_a_broken_chain_nobody_is_accused(string area, Verdict expected) => Decides(
        (expected, "broken-chain"),
        World.Held("C1") with { Gap = Missing, From = "D2" },
        area);

    [Fact]
    public void Goods_transferred_on_record_are_at_home_with_the_new_holder() => Decides(
        (Verdict.Authorised, "transfer"),
        World.Held("C1") with { Step = TraceStep.Transfer, From = "D2" },
        "330106");

    [Theory]
    [InlineData(6, Verdict.Explained)]
    [InlineData(8, Verdict.Diverted)]
    public void Goods_just_passed_on_may_still_stand_where_they_came_from(int days, Verdict expected) => Decides(
        (expected, expected == Verdict.Explained ? "transfer" : "outside-territory"),
        World.Held("C1") with { Step = TraceStep.Transfer, From = "D2", Since = ScannedAt.AddDays(-days) },
        Shaoguan);

    [Theory]
    [InlineData("510100", Verdict.Explained)]
    [InlineData("510184", Verdict.Explained)]
    [InlineData("510500", Verdict.Diverted)]
    [InlineData(null, Verdict.Diverted)]
    public void An_online_order_explains_the_city_it_was_sent_to(string? soldTo, Verdict expected) => Decides(
        (expected, expected == Verdict.Explained ? "online-order" : "outside-territory"),
        World.Held("C1") with { SoldTo = soldTo });

    [Fact]
    public void Consent_and_shared_areas_are_authorised_and_cited()
    {
        var map = World.Territories();
        map.Add(new TerritoryContract(
            "D1", "CONSENT-7", 3, TerritoryKind.Permission, "510000", "P1", new DateOnly(2026, 10, 1),
            new DateOnly(2026, 10, 20)));
        map.Add(new TerritoryContract(
            "D1", "SHARE-1", 4, TerritoryKind.Shared, "440200", null, new DateOnly(2026, 1, 1), null));
        var permitted = Judge(World.Held("C1"), Chengdu, map);
        Assert.Equal(
            (Verdict.Authorised, "permission", "CONSENT-7 version 3"),
            (permitted.Verdict, permitted.DecidedBy, permitted.Contract));
        Assert.Equal((Verdict.Authorised, "shared-area"), Named(Judge(World.Held("C1"), Shaoguan, map)));
        var later = World.Scan("E1", "C1", Chengdu, at: "2026-10-20T16:00:01+00:00");
        Assert.Equal(
            Verdict.Diverted, DiversionMatcher.Judge(later, World.Held("C1"), map, World.Rules).Verdict);
    }

    [Fact]
    public void A_city_that_does_not_exist_is_a_mapping_error()
    {
        var areas = new AreaList(new Dictionary<string, string>
        {
            ["510000"] = "四川省", ["510100"] = "成都市", [Chengdu] = "锦江区",
        });
        var map = new TerritoryMap(areas);
        map.Add("D1", "330000");
        Assert.Equal((Verdict.Explained, "mapping-error"), Named(Judge(World.Held("C1"), "519999", map)));
        var diverted = Judge(World.Held("C1"), Chengdu, map);
        Assert.Equal(Verdict.Diverted, diverted.Verdict);
        Assert.Contains(
            diverted.Evidence, e => e.Text.English.Contains("510104 四川省 成都市 锦江区", StringComparison.Ordinal));
    }

    [Fact]
    public void A_shop_that_names_two_cities_for_one_code_is_a_mapping_error()
    {
        Scan[] scans =
        [
            World.Scan("E1", "C1", Chengdu, place: "Shop 3"), World.Scan("E2", "C1", "330106", place: "Shop 3"),
            World.Scan("E3", "C1", Chengdu, place: "Shop 4"),
        ];
        var verdicts = DiversionMatcher.JudgeCode(
            scans, _ => World.Held("C1"), World.Territories(), World.Rules);
        Assert.Equal(
            [(Verdict.Explained, "mapping-error"), (Verdict.Clean, "inside-territory")],
            verdicts.Take(2).Select(Named));
    }

    [Theory]
    [InlineData(2, "too-fast", Verdict.Undecided)]
    [InlineData(3, "outside-territory", Verdict.Diverted)]
    public void Goods_nowhere_near_within_the_hours_mean_a_wrong_time_or_code(int hours, string by, Verdict expected) =>
        Decides((expected, by), World.Held("C1") with { Since = ScannedAt.AddHours(-hours) });

    [Fact]
    public void Every_verdict_but_a_clean_one_shows_its_sum()
    {
        var verdict = Judge(
            World.Held("C1", unit: "BOX") with { IsReceived = true, Since = ScannedAt.AddHours(-23) });
        Assert.Equal(85, verdict.Confidence);
        Assert.Equal(
            new Told(
                "Confidence 85 %: outside-territory 55, + 20 for an inspector, + 10 for a confirmed receipt, − 5 for "
                + "an owner known through the carton, + 5 for goods there too soon.",
                "置信度 85 %：区域外 55，稽查扫码 + 20，已确认收货 + 10，货主由箱码推得 − 5，到得过快 + 5。"),
            Assert.Single(verdict.Evidence, e => e.Signal == "confidence").Text);
    }

    [Fact]
    public void Goods_read_at_home_as_well_are_not_sure_enough_to_accuse()
    {
        Scan[] scans =
        [
            World.Scan("E1", "C1", "330106", ScanActor.Outlet), World.Scan("E2", "C1", Chengdu, ScanActor.Outlet),
        ];
        var verdict = DiversionMatcher.JudgeCode(
            scans, _ => World.Held("C1"), World.Territories(), World.Rules)[1];
        Assert.Equal(
            (Verdict.Undecided, "low-confidence", 45), (verdict.Verdict, verdict.DecidedBy, verdict.Confidence));
        Assert.Contains(verdict.Evidence, e => e.Bearing == Bearing.For);
        Assert.Empty(World.Gather([verdict]));
    }

    private static void Decides((Verdict, string) expected, Custody custody, string area = Chengdu) =>
        Assert.Equal(expected, Named(Judge(custody, area)));

    private static (Verdict, string) Named(ScanVerdict verdict) => (verdict.Verdict, verdict.DecidedBy);

    private static ScanVerdict Judge(Custody custody, string area = Chengdu, TerritoryMap? map = null) =>
        DiversionMatcher.Judge(World.Scan("E1", "C1", area), custody, map ?? World.Territories(), World.Rules);
}
