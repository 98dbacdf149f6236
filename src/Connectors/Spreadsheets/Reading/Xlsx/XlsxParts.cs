using System.IO.Compression;
using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Gate;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>A sheet as the workbook lists it (工作表目录).</summary>
internal sealed record XlsxSheet(string Name, bool Hidden, string Part);

/// <summary>Which parts of a package are the sheets, the styles and the shared texts.</summary>
internal sealed record XlsxParts(
    IReadOnlyList<XlsxSheet> Sheets, string? Styles, string? Strings, bool From1904)
{
    /// <summary>Names of the parts that the reader reads as a stream and checks itself.</summary>
    public static IReadOnlySet<string> Streamed(ZipArchive zip, GateLimits limits)
    {
        try
        {
            var package = new XlsxPackage(zip, limits);
            var parts = Of(package);
            return parts.Sheets.Select(s => s.Part).Append(parts.Strings).OfType<string>().Where(package.Has)
                .Select(package.NameOf).ToHashSet(StringComparer.Ordinal);
        }
        catch (Exception e) when (e is DamagedPartException or DecoderFallbackException)
        {
            // Then every part is walked as a whole, which names the damage.
            return new HashSet<string>();
        }
    }

    /// <exception cref="DamagedPartException">A part that must be there is missing or cannot be read.</exception>
    public static XlsxParts Of(XlsxPackage package)
    {
        var main = package.Relations("").Values.FirstOrDefault(r => r.Kind == "officeDocument").Part
            ?? "xl/workbook.xml";
        var relations = package.Relations(main);
        var (listed, from1904) = Listed(package, main);
        var sheets = new List<XlsxSheet>();
        foreach (var (name, hidden, id) in listed)
        {
            // Charts and dialogs are listed too, and hold no cells.
            if (relations.TryGetValue(id, out var target) && target.Kind == "worksheet")
            {
                sheets.Add(new XlsxSheet(name, hidden, target.Part));
            }
        }

        return new XlsxParts(sheets, Named("styles"), Named("sharedStrings"), from1904);

        string? Named(string kind) => relations.Values
            .Where(r => r.Kind == kind && package.Has(r.Part)).Select(r => r.Part).FirstOrDefault();
    }

    private static (List<(string Name, bool Hidden, string Relation)> Sheets, bool From1904) Listed(
        XlsxPackage package, string main)
    {
        using var xml = package.Scan(main);
        var sheets = new List<(string, bool, string)>();
        var from1904 = false;
        while (xml.Read() is var token && token != XmlToken.End)
        {
            if (token != XmlToken.Open)
            {
                continue;
            }

            if (xml.Is("workbookPr"u8))
            {
                from1904 = XmlAttributes.Find(xml.Attributes, "date1904"u8) is [(byte)'1'] or [(byte)'t', ..];
            }
            else if (xml.Is("sheet"u8))
            {
                sheets.Add((
                    XmlText.Decode(XmlAttributes.Find(xml.Attributes, "name"u8)),
                    !(XmlAttributes.Find(xml.Attributes, "state"u8) is [] or [(byte)'v', ..]),
                    XmlText.Decode(XmlAttributes.Find(xml.Attributes, "id"u8))));
            }
        }

        return (sheets, from1904);
    }
}
