using DealerIntegration.Connectors.Epcis;

namespace DealerIntegration.Connectors.Tests.Epcis;

/// <summary>What an event of the standard is to the hub.</summary>
public sealed class EventTranslationTests
{
    private const string Item = "\"epcList\": [\"urn:epc:id:sgtin:4012345.011111.2017\"]";

    private const string ToD001 = """
        "destinationList": [{ "type": "owning_party", "destination": "https://id.gs1.org/417/6921234567894" }],
        "readPoint": { "id": "https://id.gs1.org/414/6901234000009/254/7" }
        """;

    [Fact]
    public void Shipping_goes_to_the_dealer_that_owns_the_destination() => Assert.Equal(
        "ship||D001||/01/04012345111118/21/2017|4711|",
        Events.Step(Events.Only(Of("OBSERVE", "shipping", Item, ToD001, """
            "bizTransactionList": [{ "type": "po", "bizTransaction": "urn:epcglobal:cbv:bt:6901234000009:99" },
                                   { "type": "desadv", "bizTransaction": "urn:epcglobal:cbv:bt:6901234000009:4711" }]
            """))));

    [Fact]
    public void Shipping_between_dealers_is_onward_and_to_the_principal_is_a_return()
    {
        const string fromD001 = """ "sourceList": [{ "type": "possessing_party", "source": "D001" }] """;
        Assert.Equal("ship|D001|D002||/01/04012345111118/21/2017||", Events.Step(Events.Only(Of(
            "OBSERVE", "departing", Item, fromD001,
            """ "destinationList": [{ "type": "location", "destination": "urn:epc:id:sgln:4012345.00225.0" }] """))));
        Assert.Equal("return|D001|||/01/04012345111118/21/2017||", Events.Step(Events.Only(Of(
            "OBSERVE", "shipping", Item, fromD001,
            """ "destinationList": [{ "type": "owning_party", "destination": "urn:epc:id:pgln:0614141.00777" }] """))));
        Assert.Equal("return|D001|||/01/04012345111118/21/2017||", Events.Step(Events.Only(Of(
            "OBSERVE", "shipping", Item, fromD001, "\"disposition\": \"returned\""))));
    }

    [Fact]
    public void A_transfer_is_a_word_of_the_principals_and_names_both_dealers()
    {
        const string step = "https://trace.example.cn/step/transfer";
        const string parties = """
            "sourceList": [{ "type": "owning_party", "source": "https://trace.example.cn/dealer/D003" }],
            "destinationList": [{ "type": "owning_party", "destination": "https://trace.example.cn/dealer/D002" }]
            """;
        Assert.Equal("transfer|D003|D002||/01/04012345111118/21/2017||",
            Events.Step(Events.Only(Of("OBSERVE", step, Item, parties))));
        Assert.Equal("no-transfer D001", Events.Why(Events.Only(Of("OBSERVE", step, Item, ToD001))));
    }

    [Fact]
    public void Packing_and_unpacking_are_aggregations_by_their_action()
    {
        const string pallet = "\"parentID\": \"urn:epc:id:sscc:4012345.0000000333\"";
        const string two = """
            "childEPCs": ["urn:epc:id:sgtin:4012345.011111.1", "urn:epc:id:sgtin:4012345.011111.2"]
            """;
        Assert.Equal("pack|||/00/040123450000003338|/01/04012345111118/21/1 /01/04012345111118/21/2||",
            Events.Step(Events.Only(Of("ADD", "packing", pallet, two, type: "AggregationEvent"))));
        Assert.Equal("unpack|||/00/040123450000003338|/01/04012345111118/21/1 /01/04012345111118/21/2||",
            Events.Step(Events.Only(Of("DELETE", null, pallet, two, type: "AggregationEvent"))));
        Assert.Equal("unpack|||/00/040123450000003338|||",
            Events.Step(Events.Only(Of("DELETE", "unpacking", pallet, "\"childEPCs\": []", type: "AggregationEvent"))));
        Assert.Equal("ship||D001||/00/040123450000003338||",
            Events.Step(Events.Only(Of("OBSERVE", "shipping", pallet, two, ToD001, type: "AggregationEvent"))));
        Assert.Equal("no-parent", Events.Why(Events.Only(Of("ADD", "packing", two, type: "AggregationEvent"))));
    }

    [Theory]
    [InlineData("ADD", "commissioning", null, "commission")]
    [InlineData("ADD", null, null, "commission")]
    [InlineData("DELETE", null, null, "destroy")]
    [InlineData("DELETE", "decommissioning", null, "destroy")]
    [InlineData("OBSERVE", "urn:epcglobal:cbv:bizstep:destroying", null, "destroy")]
    [InlineData("OBSERVE", "holding", "recalled", "destroy")]
    public void Codes_are_born_and_die(string action, string? step, string? disposition, string expected) =>
        Assert.StartsWith(expected + "||", Events.Step(Events.Only(Of(
            action, step, Item, disposition is null ? "" : $"\"disposition\": \"{disposition}\""))));

    [Fact]
    public void Receiving_is_at_the_dealer_of_the_place_and_a_voided_shipping_brings_the_goods_back()
    {
        Assert.Equal("receive||D001||/01/04012345111118/21/2017||", Events.Step(Events.Only(Of(
            "OBSERVE", "receiving", Item, """ "bizLocation": { "id": "6921234567894" } """))));
        Assert.Equal("receive||||/01/04012345111118/21/2017||", Events.Step(Events.Only(Of(
            "OBSERVE", "void_shipping", Item, ToD001))));
    }

    [Fact]
    public void Selling_remembers_the_area_it_was_sent_to() => Assert.Equal(
        "sell|D001|||/01/04012345111118/21/2017||320506",
        Events.Step(Events.Only(Of(
            "OBSERVE", "retail_selling", Item, "\"readPoint\": { \"id\": \"6921234567894\" }",
            """
            "destinationList": [{ "type": "location", "destination": "https://trace.example.cn/area/320506" }]
            """))));

    [Fact]
    public void Codes_read_at_a_place_with_an_actor_are_scans()
    {
        Assert.Equal("/01/04012345111118/21/2017|320506|outlet|苏州十七店|||", Events.Scan(Events.Only(Of(
            "OBSERVE", "stock_taking", Item, "\"readPoint\": { \"id\": \"https://shops.example/17\" }"))));
        Assert.Equal("/01/04012345111118/21/2017|330106|inspector|geo:30.27,120.15|PDA-4|30.27|120.15", Events.Scan(
            Events.Only(Of("OBSERVE", "inspecting", Item, "\"readPoint\": { \"id\": \"geo:30.27,120.15\" }",
                "\"own:areaCode\": \"330106\", \"own:device\": \"PDA-4\""))));
        Assert.Equal("/01/04012345111118/21/2017|330106|consumer|||30.5|120", Events.Scan(
            Events.Only(Of("OBSERVE", "https://trace.example.cn/step/consumer_scan", Item,
                "\"own:areaCode\": \"330106\", \"own:latitude\": \"30.5\", \"own:longitude\": \"120\""))));
    }

    [Fact]
    public void What_moves_no_goods_is_kept_and_told_from_what_does()
    {
        foreach (var type in new[] { "TransactionEvent", "TransformationEvent", "AssociationEvent" })
        {
            var taken = Events.Only(Of("ADD", "shipping", Item, ToD001, type: type));
            Assert.Equal(EventOutcome.NotCustody, taken.Outcome);
            Assert.Contains(type, taken.Reason);
            Assert.NotNull(taken.EventId);
        }

        var stored = Events.Only(Of("OBSERVE", "storing", Item, "\"readPoint\": { \"id\": \"6921234567894\" }"));
        Assert.Equal(EventOutcome.NotCustody, stored.Outcome);
        var bulk = Events.Only(Of("OBSERVE", "shipping", ToD001,
            "\"quantityList\": [{ \"epcClass\": \"urn:epc:class:lgtin:4012345.011111.L1\", \"quantity\": 5 }]"));
        Assert.Equal((EventOutcome.NotCustody, "it names no single code"), (bulk.Outcome, bulk.Reason));
    }

    [Theory]
    [InlineData("\"urn:epc:id:sgtin:4012345.011111.2017\", \"https://id.gs1.org/01/04012345111117/21/1\"",
        "malformed-code https://id.gs1.org/01/04012345111117/21/1")]
    [InlineData("\"urn:epc:id:sgtin:4012345.011111.2017\", \"urn:epc:idpat:sgtin:4012345.011111.*\"",
        "not-traceable urn:epc:idpat:sgtin:4012345.011111.*")]
    [InlineData("\"urn:epc:id:sgtin:4012345.011111.2017\", \"1.91431E+18\"", "malformed-code 1.91431E+18")]
    public void A_damaged_code_is_refused_and_the_others_stay(string codes, string refused)
    {
        var taken = Events.Only(Of("OBSERVE", "shipping", $"\"epcList\": [{codes}]", ToD001));
        Assert.Equal("ship||D001||/01/04012345111118/21/2017||", Events.Step(taken));
        Assert.Equal(refused, Events.Why(taken));
        Assert.Equal("event 1, epcList[2]", Assert.Single(taken.Rejected).Place.Column);
        Assert.NotEmpty(Assert.Single(taken.Rejected).Remedy);
    }

    [Fact]
    public void An_event_whose_every_code_is_damaged_is_refused() => Assert.Equal(
        (EventOutcome.Rejected, "malformed-code 1.2E+18"),
        Outcome(Events.Only(Of("OBSERVE", "shipping", "\"epcList\": [\"1.2E+18\"]", ToD001))));

    [Fact]
    public void Says_which_step_party_place_or_time_it_does_not_know()
    {
        Refused("unknown-step https://elsewhere.example/step", Of("OBSERVE", "https://elsewhere.example/step", Item));
        Refused("unknown-dealer urn:epc:id:pgln:9999999.00001", Of("OBSERVE", "shipping", Item,
            """ "destinationList": [{ "type": "owning_party", "destination": "urn:epc:id:pgln:9999999.00001" }] """));
        Refused("unknown-dealer https://trace.example.cn/dealer/D999", Of("OBSERVE", "shipping", Item,
            """
            "destinationList": [{ "type": "owning_party", "destination": "https://trace.example.cn/dealer/D999" }]
            """));
        Refused("no-party", Of("OBSERVE", "shipping", Item));
        Refused("unknown-place https://nowhere.example/", Of("OBSERVE", "inspecting", Item,
            "\"readPoint\": { \"id\": \"https://nowhere.example/\" }"));
        Refused("bad-area 33010", Of("OBSERVE", "inspecting", Item, "\"own:areaCode\": \"33010\""));
        Refused("packed-in-itself /00/040123450000003338", Of("ADD", "packing",
            "\"parentID\": \"urn:epc:id:sscc:4012345.0000000333\"",
            "\"childEPCs\": [\"https://id.gs1.org/00/040123450000003338\"]", type: "AggregationEvent"));
        Refused("not-an-instant 2026-10-10T09:00:00", Of("ADD", "commissioning", Item)
            .Replace("09:00:00+08:00", "09:00:00", StringComparison.Ordinal));
        Refused("bad-offset +8", Of("ADD", "commissioning", Item)
            .Replace("\"+08:00\"", "\"+8\"", StringComparison.Ordinal));
        Refused("in-the-future 2026-10-31T20:16:00+08:00", Of("ADD", "commissioning", Item)
            .Replace("2026-10-10T09:00:00", "2026-10-31T20:16:00", StringComparison.Ordinal));
    }

    [Fact]
    public void A_clock_that_is_a_little_ahead_is_forgiven() => Assert.Equal(
        EventOutcome.Traced,
        Events.Only(Of("ADD", "commissioning", Item)
            .Replace("2026-10-10T09:00:00", "2026-10-31T20:14:00", StringComparison.Ordinal)).Outcome);

    [Fact]
    public void A_declaration_of_an_error_keeps_the_id_and_names_its_corrections()
    {
        var right = Events.Only(Of("OBSERVE", "shipping", Item, ToD001));
        var declared = Events.Only(Of("OBSERVE", "shipping", Item, ToD001, """
            "eventID": "urn:uuid:1", "errorDeclaration": { "declarationTime": "2026-10-11T00:00:00Z",
            "reason": "incorrect_data", "correctiveEventIDs": ["urn:uuid:2", "urn:uuid:3"] }
            """));
        Assert.Equal(right.EventId, declared.EventId);
        Assert.Equal("urn:uuid:1", declared.SenderId);
        Assert.True(declared.DeclaresError);
        Assert.Equal($"{right.EventId}|error", declared.Trace!.Key);
        Assert.Equal("error|urn:uuid:2 urn:uuid:3", Events.Fields(
            declared.Trace, Domain.Canonical.TraceDatasets.TraceEvents, "declaration", "corrected_by"));
    }

    private static void Refused(string why, string json)
    {
        var taken = Events.Only(json);
        Assert.Equal((EventOutcome.Rejected, why), Outcome(taken));
        Assert.All(taken.Rejected, r => Assert.NotEmpty(r.Remedy));
    }

    private static (EventOutcome Outcome, string Why) Outcome(TakenEvent taken) => (taken.Outcome, Events.Why(taken));

    private static string Of(string action, string? step, string first, string second = "", string third = "",
        string type = "ObjectEvent") =>
        string.Join(", ", new[]
        {
            Events.When.Trim().TrimEnd(','), $"\"type\": \"{type}\"", $"\"action\": \"{action}\"",
            step is null ? "" : $"\"bizStep\": \"{step}\"", first, second, third,
        }.Where(p => !string.IsNullOrWhiteSpace(p)));
}
