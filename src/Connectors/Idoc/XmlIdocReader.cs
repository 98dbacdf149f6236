using System.Xml;
using System.Xml.Linq;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// Reads IDocs from XML (IDoc-XML): one root, any number of IDOC elements, segments inside segments. What no layout
/// describes is kept and noted.
/// </summary>
internal sealed class XmlIdocReader(IdocLayouts layouts)
{
    // A hierarchy has two digits for its level; more is no IDoc but an attack on the reader's stack.
    private const int Deepest = 99;

    private static readonly XmlReaderSettings Safe =
        new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <exception cref="ConnectorException">The text is no well-formed XML, or declares a document type.</exception>
    public static List<IdocTree> Read(string text, string file, IdocLayouts layouts)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Safe);
            var root = XElement.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
            return [.. root.Elements().Select(new XmlIdocReader(layouts).Read)];
        }
        catch (XmlException e)
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{file}, line {e.LineNumber}: is no well-formed XML: {e.Message} Have the file sent again.",
                e);
        }
    }

    private IdocTree Read(XElement element)
    {
        var first = element.Elements().FirstOrDefault();
        if (element.Name.LocalName != "IDOC" || first?.Name.LocalName != IdocLayouts.Control)
        {
            return WithoutControl(element, first);
        }

        var control = new IdocSegment(IdocLayouts.Control, LineOf(first));
        var idoc = new IdocTree(control);
        foreach (var field in first.Elements())
        {
            AddField(idoc, control, layouts.ControlRecord, field);
        }

        IdocRules.CheckControl(idoc, layouts);
        foreach (var child in element.Elements().Skip(1))
        {
            AddSegment(idoc, idoc.Root, child, depth: 1);
        }

        return idoc;
    }

    private static IdocTree WithoutControl(XElement element, XElement? first)
    {
        var idoc = new IdocTree(new IdocSegment(IdocLayouts.Control, LineOf(element)));
        var found = element.Name.LocalName == "IDOC" ? first?.Name.LocalName ?? "" : element.Name.LocalName;
        idoc.Faults.Add(IdocRules.OldRelease(found, LineOf(element)) ?? IdocRules.NoControl(LineOf(element), found));
        return idoc;
    }

    private void AddSegment(IdocTree idoc, IdocSegment parent, XElement element, int depth)
    {
        var segment = new IdocSegment(XmlNames.Decode(element.Name.LocalName), LineOf(element));
        var layout = layouts.Segment(segment.Name);
        parent.Children.Add(segment);
        if (depth > Deepest)
        {
            idoc.Faults.Add(new IdocFault(
                segment.Line, segment.Name, null, null, $"Segments stand inside one another {depth} times.",
                $"An IDoc has at most {Deepest} levels; correct the program that writes it."));
            return;
        }

        Check(idoc, parent, segment, layout);
        foreach (var child in element.Elements())
        {
            if (IsSegment(child))
            {
                AddSegment(idoc, segment, child, depth + 1);
            }
            else
            {
                AddField(idoc, segment, layout, child);
            }
        }
    }

    private void Check(IdocTree idoc, IdocSegment parent, IdocSegment segment, SegmentLayout? layout)
    {
        var found = parent == idoc.Root ? "" : parent.Name;
        if (layout is null)
        {
            IdocRules.NoteUnknown(idoc, segment);
        }
        else if (layouts.ParentOf(idoc.Type, segment.Name) is { } wanted && wanted != found)
        {
            idoc.Faults.Add(IdocRules.Misplaced(segment, wanted, found));
        }
    }

    private bool IsSegment(XElement element) => element.Attribute("SEGMENT") is not null
        || element.HasElements
        || layouts.Segment(XmlNames.Decode(element.Name.LocalName)) is not null;

    private static void AddField(IdocTree idoc, IdocSegment segment, SegmentLayout? layout, XElement element)
    {
        var (name, value) = (XmlNames.Decode(element.Name.LocalName), element.Value);
        if (value.Length == 0)
        {
            return;
        }

        var field = layout?.Field(name);
        if (!segment.Add(name, value))
        {
            idoc.Faults.Add(new IdocFault(
                LineOf(element), segment.Name, name, value, "The segment has this field twice.", "Leave one out."));
        }
        else if (layout is not null && field is null)
        {
            idoc.Notes.Add(new IdocFault(
                LineOf(element), segment.Name, name, value, "No layout describes this field; it is kept.",
                "Add it to segments.csv to map it."));
        }
        else if (field is not null && value.TrimEnd().Length > field.Width)
        {
            idoc.Notes.Add(new IdocFault(
                LineOf(element), segment.Name, name, value, $"SAP's field holds {field.Width} characters; it is kept.",
                "Shorten it at the sender before SAP cuts it."));
        }
    }

    private static int LineOf(XElement element) => ((IXmlLineInfo)element).LineNumber;
}
