using System.Text;
using System.Xml.Linq;
using DealerIntegration.Connectors.Idoc;

namespace DealerIntegration.Connectors.Tests.Idoc;

/// <summary>IDoc files as a person would lay them out, and the shipped layouts.</summary>
internal static class IdocSamples
{
    public static IdocLayouts Layouts => LayoutFiles.Load(Repository.Path("config/idoc"));

    public static IdocFile Read(string text, string encoding = "auto") => Read(Encoding.UTF8.GetBytes(text), encoding);

    public static IdocFile Read(byte[] bytes, string encoding = "auto", bool bytesWide = false) =>
        IdocFile.Read(bytes, "sample", encoding, bytesWide, Layouts);

    /// <summary>A control record: DOCNUM at 13, IDOCTYP at 39, MESTYP at 99, as SAP documents EDI_DC40.</summary>
    public static string Control(string number, string type = "ORDERS05", string message = "ORDERS") =>
        At((0, "EDI_DC40"), (10, "100"), (13, number), (39, type), (99, message)).PadRight(524);

    /// <summary>A data record of IDoc <paramref name="number"/>.</summary>
    public static string Record(string definition, string number, int own, int parent, int level, string data) =>
        $"{definition,-30}100{number,-16}{own:D6}{parent:D6}{level:D2}{data}";

    /// <summary>Texts at their places, blanks between them.</summary>
    public static string At(params (int Offset, string Text)[] parts) =>
        parts.Aggregate("", (line, part) => line.PadRight(part.Offset) + part.Text);

    /// <summary>A sound order with one line.</summary>
    public static string Order(string number, string key) => string.Join("\r\n",
    [
        Control(number),
        Record("E2EDK01005", number, 1, 0, 1, At((4, "CNY"), (83, key))),
        Record("E2EDKA1003", number, 2, 0, 2, At((0, "AG"), (3, "0000000417"))),
        Record("E2EDKA1003", number, 3, 0, 2, At((0, "WE"), (3, "0000000418"))),
        Record("E2EDK03", number, 4, 0, 2, "01220261028"),
        Record("E2EDK02", number, 5, 0, 2, "001" + key),
        Record("E2EDP01008", number, 6, 0, 2, At((0, "000010"), (11, "12.000"), (26, "KAR"), (54, "125.00"))),
        Record("E2EDP19002", number, 7, 6, 3, "002TEA-BAG"),
        "",
    ]);

    /// <summary>
    /// An XML file as far as it says something: blanks that fill fields and fields without a value say nothing.
    /// </summary>
    public static XElement Meaning(byte[] xml)
    {
        using var stream = new MemoryStream(xml);
        return Meaning(XElement.Load(stream));
    }

    private static XElement Meaning(XElement element) => element.HasElements
        ? new XElement(
            element.Name,
            element.Attributes(),
            element.Elements().Select(Meaning).Where(e => e.HasElements || e.HasAttributes || e.Value.Length > 0))
        : new XElement(element.Name, element.Attributes(), Said(element.Value));

    private static string? Said(string value) => value.TrimEnd() is { Length: > 0 } text ? text : null;
}
