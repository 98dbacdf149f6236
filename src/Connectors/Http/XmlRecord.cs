using System.Xml.Linq;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Http;

/// <summary>
/// A record of an XML answer; paths are element names divided by dots. An element that is not there holds nothing:
/// XML partners leave empty fields out. A step that starts with @ is an attribute; of a record whose request asked for
/// something that the answer does not repeat, <c>@queryDate</c> is that.
/// </summary>
internal sealed class XmlRecord(
    XElement element, string file, long row, IReadOnlyDictionary<string, string> asked, string? below = null)
    : SourceRecord
{
    public override Place Place => new(file, Row: row, Column: below);

    public override bool TryGet(string path, out string? value)
    {
        if (path.StartsWith('@') && asked.Count > 0)
        {
            return asked.TryGetValue(path[1..], out value)
                || (XmlBody.TryGet(element, path, out value) && value is not null);
        }

        return XmlBody.TryGet(element, path, out value);
    }

    public override IEnumerable<SourceRecord> Children(string path) =>
        XmlBody.Find(element, path).Select((child, i) => new XmlRecord(child, file, row, asked, $"{path}.{i}"));

    public override void TellFields(FieldSample sample) => Tell(element, "", sample);

    private static void Tell(XElement at, string path, FieldSample sample)
    {
        sample.Enter(path);
        foreach (var attribute in at.Attributes().Where(a => !a.IsNamespaceDeclaration))
        {
            sample.Carries(FieldSample.Below(path, $"@{attribute.Name.LocalName}"));
        }

        foreach (var children in at.Elements().GroupBy(e => e.Name.LocalName))
        {
            var below = FieldSample.Below(path, children.Key);
            sample.Carries(below);
            foreach (var child in children.Where((c, i) => c.HasElements && FieldSample.LooksAt(i)))
            {
                Tell(child, below, sample);
            }
        }
    }
}
