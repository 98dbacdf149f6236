using System.Text;
using DealerIntegration.Connectors.Epcis;

namespace DealerIntegration.Connectors.Tests.Epcis;

/// <summary>Files in all their written forms, and files that mean harm.</summary>
public sealed class EventFileTests
{
    [Fact]
    public void Reads_documents_query_documents_lists_and_single_events()
    {
        var one = $"{{ {Epcis.ShippedTwo} }}";
        string[] forms =
        [
            one,
            $"[{one}]",
            $"{{ \"type\": \"EPCISDocument\", \"epcisBody\": {{ \"event\": {one} }} }}",
            $$"""
            { "type": "EPCISQueryDocument", "epcisBody": { "queryResults": { "queryName": "q", "resultsBody":
              { "eventList": [{{one}}] } } } }
            """,
            $"\uFEFF\n {{ \"epcisBody\": {{ \"eventList\": [{one}] }}, \"type\": \"EPCISDocument\" }}",
        ];
        Assert.Single(forms.Select(f => Epcis.IdOf(Encoding.UTF8.GetBytes(f))).Distinct());
    }

    [Fact]
    public void Reads_what_the_earlier_version_wrapped_in_extensions()
    {
        const string fields = """
            <eventTime>2026-10-10T09:00:00+08:00</eventTime><eventTimeZoneOffset>+08:00</eventTimeZoneOffset>
            """;
        const string destination = """
            <destinationList>
              <destination type="urn:epcglobal:cbv:sdt:owning_party">urn:epc:id:pgln:0614141.00777</destination>
            </destinationList>
            """;
        const string body = "<epcList><epc>urn:epc:id:sgtin:4012345.011111.1</epc></epcList><action>OBSERVE</action>";
        var wrapped = Epcis.Xml(
            $"""
            <ObjectEvent>{fields}<baseExtension><eventID>urn:uuid:1</eventID></baseExtension>{body}
              <extension>{destination}<extension><own:a>1</own:a></extension></extension></ObjectEvent>
            <extension><TransformationEvent>{fields}</TransformationEvent></extension>
            """, "1");
        var plain = Epcis.Xml($"<ObjectEvent>{fields}{body}{destination}<own:a>1</own:a></ObjectEvent>");
        var events = Epcis.Read(wrapped);
        Assert.Equal(["ObjectEvent", "TransformationEvent"], events.Select(e => e.Event!.Name));
        Assert.Equal(Epcis.IdOf(plain), Gs1EventId.Of(events[0].Event!));
        Assert.Equal("urn:uuid:1", events[0].Event!.Text("eventID"));
    }

    [Fact]
    public void Skips_what_was_read_before()
    {
        var numbers = Enumerable.Range(0, 9).ToList();
        foreach (var content in new[]
        {
            Epcis.Document([.. numbers.Select(n => $"\"type\": \"ObjectEvent\", \"own:n\": {n}")]),
            Epcis.Xml(string.Join('\n', numbers.Select(n => $"<ObjectEvent><own:n>{n}</own:n></ObjectEvent>"))),
        })
        {
            var rest = Epcis.Read(content).Skip(4).Select(r => (r.Number, r.Line)).ToList();
            Assert.Equal(5, rest.Count);
            Assert.Equal(rest, Epcis.Open(content).Read(4).Select(r => (r.Number, r.Line)));
        }
    }

    [Theory]
    [InlineData("{ \"type\": \"EPCISDocument\", \"epcisBody\": { \"eventList\": [ {", "no whole JSON")]
    [InlineData("{ \"type\": \"Order\" }", "neither an EPCIS document nor an event")]
    [InlineData("<?xml version=\"1.0\"?><order/>", "nothing that EPCIS knows")]
    [InlineData("<EPCISDocument><EPCISBody>", "no XML that can be read")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><EPCISDocument>&b;</EPCISDocument>", "DTD")]
    [InlineData("", "empty")]
    [InlineData("\0\0", "empty")]
    public void Refuses_a_file_that_is_not_whole_or_something_else(string content, string message)
    {
        var fault = Assert.Throws<EventFileException>(() => Epcis.Open(Encoding.UTF8.GetBytes(content)));
        Assert.Contains(message, fault.Message);
        Assert.NotEmpty(fault.Remedy);
    }

    [Fact]
    public void Refuses_depth_without_end_quickly()
    {
        var json = $"{{ \"type\": \"ObjectEvent\", \"own:a\": {new string('[', 100_000)}";
        Assert.Throws<EventFileException>(() => Epcis.Open(Encoding.UTF8.GetBytes(json)));
        var open = string.Concat(Enumerable.Repeat("<own:a>", 100_000));
        var close = string.Concat(Enumerable.Repeat("</own:a>", 100_000));
        Assert.Throws<EventFileException>(() => Epcis.Open(Epcis.Xml($"<ObjectEvent>{open}{close}</ObjectEvent>")));
    }

    [Fact]
    public void Refuses_one_event_and_reads_the_ones_around_it()
    {
        var events = Epcis.Read(Epcis.Document(
            Epcis.ShippedTwo,
            Epcis.ShippedTwo + ", \"action\": \"ADD\"",
            $"\"type\": \"ObjectEvent\", \"own:a\": \"{new string('x', 9_000)}\"",
            "\"action\": \"ADD\"",
            Epcis.ShippedTwo));
        Assert.Equal([true, false, false, false, true], events.Select(e => e.Defect is null));
        Assert.Equal([false, true, true, true, false], events.Select(e => e.Event is null));
        var xml = Epcis.Read(Epcis.Xml($"""
            <ObjectEvent><action>ADD</action></ObjectEvent>
            <ObjectEvent><own:a><own:b>{new string('x', 9_000)}</own:b></own:a><action>ADD</action></ObjectEvent>
            <ObjectEvent><action>DELETE</action></ObjectEvent>
            """));
        Assert.Equal([true, false, true], xml.Select(e => e.Defect is null));
        Assert.Equal("DELETE", xml[2].Event!.Text("action"));
    }

    [Fact]
    public void Never_throws_anything_else_whatever_the_bytes()
    {
        var random = new Random(5);
        var sound = new[]
        {
            Epcis.Document(Epcis.ShippedTwo, Epcis.ShippedTwo),
            Epcis.Xml("<ObjectEvent><action>ADD</action><own:a b='c'>d</own:a></ObjectEvent>"),
            Encoding.UTF8.GetBytes("时间,环节,码,外箱码\n2026-10-01 08:01:00,装箱,A1,K1\n"),
        };
        var refused = 0;
        for (var i = 0; i < 900; i++)
        {
            var content = (byte[])sound[i % sound.Length].Clone();
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                content[random.Next(content.Length)] = (byte)random.Next(256);
            }

            try
            {
                Assert.All(
                    Events.Read(content),
                    e => Assert.True(e.Outcome != EventOutcome.Rejected || e.Rejected.Count > 0));
            }
            catch (EventFileException e)
            {
                Assert.NotEmpty(e.Remedy);
                refused++;
            }
        }

        Assert.InRange(refused, 50, 850);
    }
}
