using System.Xml;
using System.Xml.Linq;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Http;

/// <summary>Reads XML of partners: no document types, so no entities from files or addresses of theirs.</summary>
internal static class XmlBody
{
    private static readonly XmlReaderSettings Safe =
        new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <exception cref="ConnectorException">The body is no well-formed XML, or declares a document type.</exception>
    public static XElement Parse(ReadOnlyMemory<byte> body, string what)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body.ToArray(), writable: false), Safe);
            return XElement.Load(reader);
        }
        catch (XmlException e)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient, $"{what}: the answer is no whole XML: {e.Message}", e);
        }
    }

    /// <summary>
    /// All elements at a path below an element. Paths are of local names: which namespace a partner declares, and under
    /// which prefix, changes with its releases and says nothing of the data.
    /// </summary>
    public static IEnumerable<XElement> Find(XElement element, string path)
    {
        IEnumerable<XElement> found = [element];
        foreach (var step in path.Split('.'))
        {
            found = found.Elements().Where(e => e.Name.LocalName == step);
        }

        return found;
    }
}
