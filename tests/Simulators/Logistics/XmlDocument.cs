using System.Text;
using System.Xml;
using System.Xml.Linq;
using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Logistics;

/// <summary>Events as an EPCIS 2.0 document in XML; codes as Digital Links, words of the standard as URNs.</summary>
internal static class XmlDocument
{
    private static readonly XNamespace Epcis = "urn:epcglobal:epcis:xsd:2";

    public static byte[] Write(DateTime created, IEnumerable<EpcisEvent> events)
    {
        var document = new XElement(
            Epcis + "EPCISDocument",
            new XAttribute(XNamespace.Xmlns + "epcis", Epcis.NamespaceName),
            new XAttribute("schemaVersion", "2.0"),
            new XAttribute("creationDate", created.ToString("yyyy-MM-dd'T'HH:mm:ss") + EpcisEvent.Offset),
            new XElement("EPCISBody", new XElement("EventList", events.Select(Event))));
        using var memory = new MemoryStream();
        using (var writer = XmlWriter.Create(
            memory, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            document.Save(writer);
        }

        return memory.ToArray();
    }

    /// <summary>The document's number as both syntaxes name it.</summary>
    public static string Transaction(string number) => $"urn:epcglobal:cbv:bt:6901234000009:{number}";

    private static XElement Event(EpcisEvent one)
    {
        var codes = one.Codes.Select(code => new XElement("epc", Gs1Text.Link(code)));
        return new XElement(
            one.Type,
            new XElement("eventTime", one.Time),
            new XElement("eventTimeZoneOffset", EpcisEvent.Offset),
            one.Parent is null ? null : new XElement("parentID", Gs1Text.Link(one.Parent)),
            new XElement(one.Parent is null ? "epcList" : "childEPCs", codes),
            new XElement("action", one.Action),
            new XElement("bizStep", Word("bizstep", one.BizStep)),
            one.Disposition is null ? null : new XElement("disposition", Word("disp", one.Disposition)),
            new XElement("readPoint", new XElement("id", one.ReadPoint)),
            one.BizLocation is null ? null : new XElement("bizLocation", new XElement("id", one.BizLocation)),
            one.Transaction is var (type, number)
                ? List("bizTransactionList", "bizTransaction", Word("btt", type), Transaction(number))
                : null,
            one.Source is null ? null : List("sourceList", "source", Word("sdt", "owning_party"), one.Source),
            one.Destination is null
                ? null
                : List("destinationList", "destination", Word("sdt", "owning_party"), one.Destination));
    }

    private static XElement List(string name, string member, string type, string value) =>
        new(name, new XElement(member, new XAttribute("type", type), value));

    // Our own words are web addresses already.
    private static string Word(string vocabulary, string word) =>
        word.Contains(':', StringComparison.Ordinal) ? word : $"urn:epcglobal:cbv:{vocabulary}:{word}";
}
