using System.Text;
using System.Xml;
using System.Xml.Linq;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Http;

/// <summary>Reads XML of partners: no document types, so no entities from files or addresses of theirs.</summary>
internal static class XmlBody
{
    // A document may declare an encoding of its own, such as GBK.
    static XmlBody() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static readonly XmlReaderSettings Safe =
        new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <exception cref="ConnectorException">The body is no well-formed XML, or declares a document type.</exception>
    public static XElement Parse(ReadOnlyMemory<byte> body, string what)
    {
        try
        {
            return Read(body);
        }
        catch (XmlException e)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient,
                body.IsEmpty
                    ? $"{what}: the answer is empty; XML was expected."
                    : $"{what}: the answer is no whole XML: {e.Message}",
                e);
        }
    }

    /// <exception cref="XmlException">The body is no well-formed XML, or declares a document type.</exception>
    public static XElement Read(ReadOnlyMemory<byte> body)
    {
        using var reader = Open(body);
        return XElement.Load(reader);
    }

    /// <summary>The body, to be read element by element.</summary>
    public static XmlReader Open(ReadOnlyMemory<byte> body) =>
        XmlReader.Create(new MemoryStream(body.ToArray(), writable: false), Safe);

    /// <summary>The text at a path: of an element that holds no others, or of an attribute, as in <c>price.@unit</c>.
    /// </summary>
    /// <returns>False where no text can stand there.</returns>
    public static bool TryGet(XElement element, string path, out string? text)
    {
        var mark = path.LastIndexOf('@');
        if (mark == 0 || (mark > 0 && path[mark - 1] == '.'))
        {
            var owner = mark == 0 ? element : Find(element, path[..(mark - 1)]).FirstOrDefault();
            var held = owner?.Attributes().FirstOrDefault(a => Bears(a, path[(mark + 1)..]))?.Value;
            text = string.IsNullOrEmpty(held) ? null : held;
            return true;
        }

        var found = Find(element, path).FirstOrDefault();
        text = found is null || found.HasElements || found.Value.Length == 0 ? null : found.Value;
        return found is null || !found.HasElements;
    }

    private static bool Bears(XAttribute attribute, string name) =>
        !attribute.IsNamespaceDeclaration && attribute.Name.LocalName == name;

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
