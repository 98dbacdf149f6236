using System.Text;
using System.Xml;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>Turns one event of XML into nodes: attributes become fields, what only wraps is left out.</summary>
internal sealed class XmlNodes(XmlReader reader)
{
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    private const string NamespaceOfNamespaces = "http://www.w3.org/2000/xmlns/";

    private int _nodes;

    /// <summary>The event on whose first element the reader stands.</summary>
    public EpcisNode Event()
    {
        var fields = new List<EpcisNode>();
        var name = reader.LocalName;
        AddAttributes(fields, inExtension: false);
        reader.MoveToElement();
        AddContent(fields, inExtension: false);
        return EpcisNode.Of(name, fields);
    }

    /// <summary>Reads up to the end of the element; adds its elements and returns its text.</summary>
    private string AddContent(List<EpcisNode> target, bool inExtension)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }

        var text = new StringBuilder();
        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                AddElement(target, inExtension);
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                // Prefixes are looked up here, where they are in sight.
                text.Append(inExtension || text.Length > 0 ? reader.Value : Expand(reader.Value.TrimStart()));
            }
        }

        return text.ToString().Trim();
    }

    private void AddElement(List<EpcisNode> target, bool inExtension)
    {
        Count();
        if (!inExtension
            && EpcisNames.IsStandard(reader.NamespaceURI)
            && EpcisNames.Wrappers.Contains(reader.LocalName))
        {
            AddContent(target, inExtension);
            return;
        }

        var name = NameOf(inExtension);
        var isExtension = inExtension || name.StartsWith('{');
        var fields = new List<EpcisNode>();
        AddAttributes(fields, isExtension);
        reader.MoveToElement();
        var text = AddContent(fields, isExtension);
        var holdsOthers = fields.Count > 0 && !EpcisNames.Typed.Contains(name);
        target.Add(new EpcisNode(name, text.Length == 0 || holdsOthers ? null : Checked(name, text), fields));
    }

    private void AddAttributes(List<EpcisNode> target, bool inExtension)
    {
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI is SchemaInstance or NamespaceOfNamespaces)
            {
                continue;
            }

            Count();
            var name = NameOf(inExtension);
            var text = reader.Value.Trim();
            var isExtension = inExtension || name.StartsWith('{');
            target.Add(EpcisNode.Leaf(name, Checked(name, isExtension ? text : Expand(text))));
        }
    }

    private string NameOf(bool inExtension) => inExtension
        ? EpcisNames.Extension(reader.NamespaceURI, reader.LocalName)
        : EpcisNames.IsStandard(reader.NamespaceURI)
            ? reader.LocalName
            : EpcisNames.Extension(reader.NamespaceURI, reader.LocalName);

    private string Expand(string value)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || value.AsSpan(colon + 1).StartsWith("//", StringComparison.Ordinal))
        {
            return value;
        }

        var prefix = value[..colon];
        return (reader.LookupNamespace(prefix) ?? EpcisNames.Prefixes.GetValueOrDefault(prefix)) is { } space
            ? space + value[(colon + 1)..]
            : value;
    }

    private void Count()
    {
        if (++_nodes > EpcisLimits.NodesPerEvent)
        {
            throw new EventLimitException(EpcisLimits.TooManyNodes);
        }
    }

    private static string Checked(string name, string value) => value.Length <= EpcisLimits.ValueLength
        ? value
        : throw new EventLimitException(EpcisLimits.TooLong(name, value.Length));
}
