using System.Text;
using System.Xml;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>Writes IDocs as XML. Fields without a value are left out, as SAP leaves them out.</summary>
internal static class XmlIdocWriter
{
    /// <exception cref="IdocException">The IDocs are of several types, or hold a character XML cannot.</exception>
    public static byte[] Write(IReadOnlyList<IdocTree> idocs, Encoding encoding, string lineEnd = "\n")
    {
        var other = idocs.FirstOrDefault(i => i.Type != idocs[0].Type);
        if (other is not null)
        {
            throw new IdocException(new IdocFault(
                other.Control.Line, IdocLayouts.Control, "IDOCTYP", other.Type,
                $"A file of {idocs[0].Type} holds no other type.", "Write each type into a file of its own."));
        }

        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = encoding, Indent = true, IndentChars = " ", NewLineChars = lineEnd, CheckCharacters = true,
        };
        using (var xml = XmlWriter.Create(bytes, settings))
        {
            xml.WriteStartElement(XmlNames.Encode(idocs[0].Type));
            foreach (var idoc in idocs)
            {
                xml.WriteStartElement("IDOC");
                xml.WriteAttributeString("BEGIN", "1");
                foreach (var segment in idoc.Root.Children)
                {
                    Write(xml, segment);
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Write(XmlWriter xml, IdocSegment segment)
    {
        xml.WriteStartElement(XmlNames.Encode(segment.Name));
        xml.WriteAttributeString("SEGMENT", "1");
        foreach (var (name, value) in segment.Fields)
        {
            xml.WriteElementString(XmlNames.Encode(name), Writable(segment, name, value));
        }

        foreach (var child in segment.Children)
        {
            Write(xml, child);
        }

        xml.WriteEndElement();
    }

    private static string Writable(IdocSegment segment, string field, string value)
    {
        try
        {
            return XmlConvert.VerifyXmlChars(value);
        }
        catch (XmlException e)
        {
            throw new IdocException(new IdocFault(
                segment.Line,
                segment.Name,
                field,
                value,
                $"XML cannot hold it: {e.Message}",
                "Correct it at the source."));
        }
    }
}
