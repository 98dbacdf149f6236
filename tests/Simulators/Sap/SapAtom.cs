using System.Text;
using System.Xml.Linq;

namespace DealerIntegration.Simulators.Sap;

/// <summary>The Atom XML an ERP sends to a caller that does not ask for JSON.</summary>
internal static class SapAtom
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Meta = "http://schemas.microsoft.com/ado/2007/08/dataservices/metadata";
    private static readonly XNamespace Data = "http://schemas.microsoft.com/ado/2007/08/dataservices";

    public static byte[] Collection(SapPage page) => Bytes(Feed(page.Rows, page.Expand, page.Count, page.Next));

    public static byte[] Single(SapEntity row, IReadOnlySet<string> expand) => Bytes(Entry(row, expand));

    public static byte[] Error(SapException error) => Bytes(new XElement(
        Meta + "error",
        new XElement(Meta + "code", error.Code),
        new XElement(Meta + "message", new XAttribute(XNamespace.Xml + "lang", "en"), error.Message)));

    private static XElement Feed(
        IEnumerable<SapEntity> rows, IReadOnlySet<string> expand, int? count, string? next) => new(
        Atom + "feed",
        count is null ? null : new XElement(Meta + "count", count),
        rows.Select(row => Entry(row, expand)),
        next is null ? null : new XElement(Atom + "link", new XAttribute("rel", "next"), new XAttribute("href", next)));

    private static XElement Entry(SapEntity row, IReadOnlySet<string> expand) => new(
        Atom + "entry",
        new XElement(Atom + "id", $"{SapQuery.ForeignHost}/sap/opu/odata/sap/{row.Set}({row.Key})"),
        row.Children.Where(child => expand.Contains(child.Key)).Select(child => new XElement(
            Atom + "link",
            new XAttribute("title", child.Key),
            new XElement(Meta + "inline", Feed(child.Value, expand, null, null)))),
        row.Single.Where(child => expand.Contains(child.Key)).Select(child => new XElement(
            Atom + "link",
            new XAttribute("title", child.Key),
            new XElement(Meta + "inline", Entry(child.Value, expand)))),
        new XElement(
            Atom + "content",
            new XAttribute("type", "application/xml"),
            new XElement(Meta + "properties", row.Fields.Select(field => Property(field.Key, field.Value)))));

    private static XElement Property(string name, object? value) => value switch
    {
        null => new XElement(Data + name, new XAttribute(Meta + "null", "true")),
        DateOnly day => new XElement(Data + name, day.ToString("yyyy-MM-dd") + "T00:00:00"),
        DateTimeOffset time => new XElement(Data + name, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'")),
        _ => new XElement(Data + name, SapJson.Text(value)),
    };

    private static byte[] Bytes(XElement root)
    {
        using var stream = new MemoryStream();
        using (var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true))
        {
            new XDocument(root).Save(writer, SaveOptions.DisableFormatting);
        }

        return stream.ToArray();
    }
}
