using System.Xml;

namespace DealerIntegration.Connectors.Spreadsheets.Gate;

/// <summary>
/// Walks an XML part once without building a tree: no DTD, bounded depth, no relationship that leads out of the file
/// other than a hyperlink.
/// </summary>
internal static class PartInspector
{
    public static Finding? Inspect(string name, Stream stream, GateLimits limits)
    {
        var kind = Path.GetExtension(name).ToLowerInvariant();
        if (kind is not (".xml" or ".rels" or ".vml"))
        {
            return null;
        }

        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limits.PartBytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            using var reader = XmlReader.Create(stream, settings);
            return Walk(name, kind, reader, limits.XmlDepth);
        }
        catch (XmlException e) when (e.Message.Contains("DTD", StringComparison.Ordinal))
        {
            return Refusals.Dtd(name);
        }
        catch (XmlException) when (kind == ".vml")
        {
            // Drawings of old comments are HTML-like by design; a DTD would have been met before the first fault.
            return null;
        }
        catch (XmlException e)
        {
            return Refusals.BadXml(name, e.Message);
        }
    }

    private static Finding? Walk(string name, string kind, XmlReader reader, int deepest)
    {
        while (reader.Read())
        {
            if (reader.Depth > deepest)
            {
                return Refusals.BadXml(name, $"nested deeper than {deepest}");
            }

            if (reader.NodeType == XmlNodeType.Element && Element(name, kind, reader) is { } finding)
            {
                return finding;
            }
        }

        return null;
    }

    private static Finding? Element(string name, string kind, XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "Relationship" when kind == ".rels":
                return Relationship(name, reader);
            case "Override" or "Default" when name == "[Content_Types].xml":
                var type = reader.GetAttribute("ContentType") ?? "";
                return type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) ? Refusals.Macros(type) : null;
            default:
                return null;
        }
    }

    private static Finding? Relationship(string name, XmlReader reader)
    {
        var external = "External".Equals(reader.GetAttribute("TargetMode"), StringComparison.OrdinalIgnoreCase);
        var type = reader.GetAttribute("Type") ?? "";
        return external && !type.EndsWith("/hyperlink", StringComparison.OrdinalIgnoreCase)
            ? Refusals.Forbidden("external-links", "外部链接", "links to the outside", $"{name}: {type.Split('/')[^1]}")
            : null;
    }
}
