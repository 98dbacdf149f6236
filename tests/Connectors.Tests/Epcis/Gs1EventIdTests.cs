using System.Text;
using DealerIntegration.Connectors.Epcis;

namespace DealerIntegration.Connectors.Tests.Epcis;

/// <summary>The id of an event follows from what it says, and from nothing else.</summary>
public sealed class Gs1EventIdTests
{
    private const string ShippedTwoId =
        "ni:///sha-256;ffa491b16867e34a7791a8d5389d826afc24e63a121026b6a4004ace38631b4b?ver=CBV2.0";

    [Fact]
    public void Is_the_published_one_of_the_published_event() =>
        Assert.Equal(ShippedTwoId, Epcis.IdOf(Epcis.Document(Epcis.ShippedTwo)));

    [Fact]
    public void Is_the_published_one_of_an_event_with_measurements() => Assert.Equal(
        "ni:///sha-256;271565c346ae2fb28c4583c4dca4ab4772d465eb4e0b6e548d77d8b49377d95c?ver=CBV2.0",
        Epcis.IdOf(Epcis.Document("""
            "type": "ObjectEvent", "action": "OBSERVE", "bizStep": "inspecting",
            "eventTime": "2020-04-01T15:00:00+01:00", "eventTimeZoneOffset": "+01:00",
            "readPoint": { "id": "urn:epc:id:sgln:4012345.00005.0" },
            "epcList": ["urn:epc:id:sgtin:4012345.011111.9876"],
            "sensorElementList": [{
              "sensorReport": [
                { "type": "Dimensionless", "value": 0.05, "uom": "C35",
                  "microorganism": "https://www.ncbi.nlm.nih.gov/taxonomy/1126011" },
                { "type": "Dimensionless", "value": 0.18, "uom": "C35",
                  "chemicalSubstance": "https://identifiers.org/inchikey:CZMRCDWAGMRECN-UGDNZRGBSA-N" },
                { "type": "Temperature", "value": 26, "sDev": 0.1, "uom": "CEL" },
                { "type": "AbsoluteHumidity", "value": 12.1, "uom": "A93" }],
              "sensorMetadata": { "deviceMetadata": "https://id.gs1.org/8004/4000001111",
                                  "deviceID": "urn:epc:id:giai:4000001.111" } }]
            """)));

    [Fact]
    public void Is_the_same_in_another_order_spelling_and_syntax()
    {
        Assert.Equal(ShippedTwoId, Epcis.IdOf(Epcis.Document("""
            "bizTransactionList": [
              { "bizTransaction": "http://transaction.acme.com/po/12345678", "type": "cbv:BTT-po" }],
            "readPoint": { "id": "https://example.org/a/414/0614141073467/254/1234?x=1" },
            "eventTimeZoneOffset": "-06:00", "eventTime": "2022-02-17T02:33:31.116Z",
            "epcList": ["https://id.gs1.org/01/10614141073464/21/2018", "urn:epc:id:sgtin:0614141.107346.2017"],
            "disposition": "https://ref.gs1.org/cbv/Disp-in_transit", "bizStep": "urn:epcglobal:cbv:bizstep:shipping",
            "action": "OBSERVE", "type": "ObjectEvent", "eventID": "urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8",
            "recordTime": "2022-02-17T03:00:00Z", "certificationInfo": "https://example.org/certificate"
            """)));
        Assert.Equal(ShippedTwoId, Epcis.IdOf(Epcis.Xml("""
            <ObjectEvent>
              <eventTime>2022-02-17T02:33:31.116Z</eventTime>
              <eventTimeZoneOffset>-06:00</eventTimeZoneOffset>
              <epcList>
                <epc>urn:epc:id:sgtin:0614141.107346.2018</epc><epc> urn:epc:id:sgtin:0614141.107346.2017
                </epc>
              </epcList>
              <action>OBSERVE</action>
              <bizStep>x:BizStep-shipping</bizStep>
              <disposition>urn:epcglobal:cbv:disp:in_transit</disposition>
              <readPoint><id>urn:epc:id:sgln:0614141.07346.1234</id></readPoint>
              <bizTransactionList>
                <bizTransaction type="urn:epcglobal:cbv:btt:po">http://transaction.acme.com/po/12345678</bizTransaction>
              </bizTransactionList>
            </ObjectEvent>
            """)));
    }

    [Fact]
    public void Leaves_the_declaration_of_an_error_out() => Assert.Equal(ShippedTwoId, Epcis.IdOf(Epcis.Document(
        Epcis.ShippedTwo + """
        , "errorDeclaration": { "declarationTime": "2022-03-01T00:00:00Z", "reason": "incorrect_data",
          "correctiveEventIDs": ["urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8"] }
        """)));

    [Theory]
    [InlineData("\"eventTimeZoneOffset\": \"-06:00\"", "\"eventTimeZoneOffset\": \"-05:00\"")]
    [InlineData("31.116000-06:00", "31.117-06:00")]
    [InlineData("107346.2018", "107346.2019")]
    [InlineData("\"shipping\"", "\"departing\"")]
    [InlineData("\"po\"", "\"inv\"")]
    [InlineData("\"in_transit\"", "\"in_progress\"")]
    [InlineData("\"OBSERVE\"", "\"ADD\"")]
    [InlineData("\"readPoint\"", "\"own:note\": \"x\", \"readPoint\"")]
    public void Changes_with_everything_that_is_said(string from, string to)
    {
        var changed = Epcis.ShippedTwo.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Epcis.ShippedTwo, changed);
        Assert.NotEqual(ShippedTwoId, Epcis.IdOf(Epcis.Document(changed)));
    }

    [Fact]
    public void Differs_under_another_offset_while_the_rest_stays_recognisable()
    {
        var there = Epcis.Only(Epcis.Document(Epcis.ShippedTwo));
        var here = Epcis.Only(Epcis.Document(Epcis.ShippedTwo
            .Replace("2022-02-16T20:33:31.116000-06:00", "2022-02-17T10:33:31.116+08:00", StringComparison.Ordinal)
            .Replace("\"-06:00\"", "\"+08:00\"", StringComparison.Ordinal)));
        Assert.NotEqual(Gs1EventId.Of(there), Gs1EventId.Of(here));
        Assert.Equal(Gs1EventId.WithoutOffset(there), Gs1EventId.WithoutOffset(here));
    }

    [Theory]
    [InlineData("2023-02-02T12:04:03.1415+01:00", "2023-02-02T11:04:03.142Z")]
    [InlineData("2023-02-02T12:04:03.1414999+01:00", "2023-02-02T11:04:03.141Z")]
    [InlineData("2022-12-31T23:59:59.9996Z", "2023-01-01T00:00:00.000Z")]
    [InlineData("2023-02-02T12:04:03+08:00", "2023-02-02T04:04:03.000Z")]
    [InlineData("2023-02-02T12:04:03", null)]
    public void Writes_instants_in_utc_with_milliseconds(string written, string? canonical) =>
        Assert.Equal(canonical, PreHashValue.Time(written));

    [Theory]
    [InlineData("29.0", "29")]
    [InlineData("0.3400", "0.34")]
    [InlineData("1.5E3", "1500")]
    [InlineData("-0.50", "-0.5")]
    public void Writes_quantities_without_zeros_at_their_end(string written, string canonical) =>
        Assert.Equal(canonical, PreHashValue.Of(PreHashKind.Number, "quantity", written));

    [Fact]
    public void Puts_what_senders_added_behind_the_fields_of_the_standard()
    {
        var json = Epcis.Only(Epcis.Document("""
            "type": "ObjectEvent", "eventTime": "2026-10-01T08:00:00Z", "eventTimeZoneOffset": "+08:00",
            "action": "OBSERVE", "own:b": { "own:d": "2.50", "own:c": ["z", "y"] }, "own:a": 7,
            "readPoint": { "id": "geo:30.2,120.1", "own:door": "4" },
            "sensorElementList": [{ "sensorMetadata": { "own:m": "1" },
                                    "sensorReport": [{ "type": "Temperature", "value": 21.0, "own:cv": "3" }] }]
            """));
        Assert.Equal(
            "eventType=ObjectEventeventTime=2026-10-01T08:00:00.000ZeventTimeZoneOffset=+08:00action=OBSERVE"
            + "readPointid=geo:30.2,120.1"
            + "sensorElementsensorReporttype=https://ref.gs1.org/voc/Temperaturevalue=21"
            + "readPoint{https://ns.example.com/own/}door=4"
            + "sensorElementsensorMetadata{https://ns.example.com/own/}m=1sensorReport{https://ns.example.com/own/}cv=3"
            + "{https://ns.example.com/own/}a=7"
            + "{https://ns.example.com/own/}b{https://ns.example.com/own/}c=y{https://ns.example.com/own/}c=z"
            + "{https://ns.example.com/own/}d=2.5",
            Gs1EventId.PreHash(json));
    }

    [Fact]
    public void Is_a_hash_over_bytes_of_utf8()
    {
        var text = Gs1EventId.PreHash(Epcis.Only(Epcis.Document(Epcis.ShippedTwo)));
        Assert.Equal(text.Length, Encoding.UTF8.GetByteCount(text));
        Assert.NotEqual(
            Epcis.IdOf(Epcis.Document(Epcis.ShippedTwo + ", \"own:n\": \"上海\"")),
            Epcis.IdOf(Epcis.Document(Epcis.ShippedTwo + ", \"own:n\": \"南京\"")));
    }
}
