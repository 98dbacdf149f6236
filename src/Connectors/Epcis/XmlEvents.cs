using System.Xml;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>
/// Events of an XML file (EPCIS 1.2 and 2.0), one after the other. No document type, so no entity of a stranger; the
/// file is read through once before, so that one that breaks off is refused as a whole.
/// </summary>
internal sealed class XmlEvents : IEventSource
{
    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    private static readonly HashSet<string> Roots = new(StringComparer.Ordinal)
    {
        "EPCISDocument", "EPCISQueryDocument", "QueryResults",
    };

    private readonly string _file;
    private readonly byte[] _xml;

    /// <exception cref="EventFileException">The file is no whole XML, has a document type, or is no EPCIS.</exception>
    public XmlEvents(string file, byte[] content)
    {
        _file = file;
        _xml = content;
        try
        {
            Count = CountEvents();
        }
        catch (Exception e) when (e is XmlException or NotSupportedException or ArgumentException)
        {
            throw new EventFileException(
                file, int.Max(1, (e as XmlException)?.LineNumber ?? 1),
                $"The file is no XML that can be read: {e.Message}",
                "Send it again whole, without a document type; a file that breaks off is not taken in part.", e);
        }
    }

    public int Count { get; }

    public IEnumerable<EpcisRecord> Read(int skip)
    {
        using var reader = Open();
        var number = 0;
        reader.MoveToContent();
        while (!reader.EOF)
        {
            if (!IsEvent(reader))
            {
                reader.Read();
                continue;
            }

            if (++number <= skip)
            {
                reader.Skip();
                continue;
            }

            yield return Record(reader, number);
        }
    }

    private EpcisRecord Record(XmlReader reader, int number)
    {
        var line = ((IXmlLineInfo)reader).LineNumber;
        var depth = reader.Depth;
        EpcisRecord record;
        try
        {
            record = new EpcisRecord(_file, number, line, new XmlNodes(reader).Event(), null);
        }
        catch (EventLimitException e)
        {
            record = new EpcisRecord(_file, number, line, null, e.Message);
            while (reader.Depth > depth)
            {
                reader.Read();
            }
        }

        // The reader stands on the event's end.
        reader.Read();
        return record;
    }

    private int CountEvents()
    {
        using var reader = Open();
        reader.MoveToContent();
        if (!IsEvent(reader) && !Roots.Contains(reader.LocalName))
        {
            throw new EventFileException(
                _file, 1, $"The file is XML, but <{reader.LocalName}> is nothing that EPCIS knows.",
                "Its root is EPCISDocument or EPCISQueryDocument.");
        }

        var count = 0;
        do
        {
            if (reader.Depth > EpcisLimits.Depth)
            {
                throw new XmlException($"more than {EpcisLimits.Depth} elements lie within one another.");
            }

            count += IsEvent(reader) ? 1 : 0;
        }
        while (reader.Read());
        return count;
    }

    private static bool IsEvent(XmlReader reader) =>
        reader.NodeType == XmlNodeType.Element
        && EpcisNames.Events.Contains(reader.LocalName)
        && EpcisNames.IsStandard(reader.NamespaceURI);

    private XmlReader Open() => XmlReader.Create(new MemoryStream(_xml, writable: false), Safe);
}
