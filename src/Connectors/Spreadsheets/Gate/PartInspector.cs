using System.Xml;

namespace DealerIntegration.Connectors.Spreadsheets.Gate;

/// <summary>
/// Walks every XML part once without building a tree: no DTD, bounded depth, cells, merged ranges and characters, no
/// relationship that leads out of the file other than a hyperlink.
/// </summary>
internal sealed class PartInspector(GateLimits limits)
{
    private const int LastRow = 1_048_576;
    private readonly List<int> sharedLengths = [];
    private long cells;
    private long characters;
    private long merged;

    public Finding? Inspect(string name, Stream stream)
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
            return Walk(name, kind, reader);
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

    private Finding? Walk(string name, string kind, XmlReader reader)
    {
        var isShared = name.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase);
        var sharedCell = false;
        var inValue = false;
        while (reader.Read())
        {
            if (reader.Depth > limits.XmlDepth)
            {
                return Refusals.BadXml(name, $"nested deeper than {limits.XmlDepth}");
            }

            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                Characters(reader.Value, isShared, sharedCell && inValue);
            }
            else if (reader.NodeType == XmlNodeType.Element)
            {
                inValue = reader.LocalName == "v";
                sharedCell = reader.LocalName == "c" ? reader.GetAttribute("t") == "s" : sharedCell;
                var finding = Element(name, kind, isShared, reader);
                if (finding is not null)
                {
                    return finding;
                }
            }

            if (characters > limits.Characters)
            {
                return Refusals.TooManyCells($"超过 {limits.Characters:N0} 个字符",
                    $"over {limits.Characters:N0} characters");
            }
        }

        return null;
    }

    private void Characters(string text, bool isShared, bool isReference)
    {
        if (isShared && sharedLengths.Count > 0)
        {
            sharedLengths[^1] += text.Length;
        }

        var shown = isReference && int.TryParse(text, out var index) && index >= 0 && index < sharedLengths.Count
            ? sharedLengths[index]
            : text.Length;
        characters += shown;
    }

    private Finding? Element(string name, string kind, bool isShared, XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "si" when isShared:
                sharedLengths.Add(0);
                return null;
            case "c":
                return ++cells > limits.Cells
                    ? Refusals.TooManyCells($"超过 {limits.Cells:N0} 个单元格", $"over {limits.Cells:N0} cells")
                    : null;
            case "mergeCell":
                return ++merged > limits.MergedRanges
                    ? Refusals.TooManyCells($"超过 {limits.MergedRanges:N0} 个合并区域",
                        $"over {limits.MergedRanges:N0} merges")
                    : null;
            case "row":
                return int.TryParse(reader.GetAttribute("r") ?? "1", out var row) && row is >= 1 and <= LastRow
                    ? null
                    : Refusals.BadXml(name, $"row number '{reader.GetAttribute("r")}'");
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
