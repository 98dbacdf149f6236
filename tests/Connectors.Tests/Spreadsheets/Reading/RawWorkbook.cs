using System.IO.Compression;
using System.Text;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Reading;

/// <summary>Writes the parts of a workbook by hand, also what no library would write or hold.</summary>
internal static class RawWorkbook
{
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public const string SheetPart = "xl/worksheets/sheet1.xml";

    /// <param name="rows">Writes what stands inside of sheetData.</param>
    /// <param name="strings">Shared texts.</param>
    public static byte[] Of(Action<TextWriter> rows, params string[] strings) => OfParts(
        writer =>
        {
            writer.Write($"<worksheet xmlns=\"{Main}\"><sheetData>");
            rows(writer);
            writer.Write("</sheetData></worksheet>");
        },
        strings);

    /// <param name="sheet">Writes the whole part of the sheet.</param>
    public static byte[] OfParts(Action<TextWriter> sheet, params string[] strings)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", w => w.Write("<Types/>"));
            Part(zip, "_rels/.rels", w => w.Write(
                $"<Relationships>{Relation("r1", "officeDocument", "xl/workbook.xml")}</Relationships>"));
            Part(zip, "xl/workbook.xml", w => w.Write(
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>"
                + "<sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"));
            Part(zip, "xl/_rels/workbook.xml.rels", w => w.Write(
                $"<Relationships>{Relation("r1", "worksheet", "worksheets/sheet1.xml")}"
                + $"{Relation("r2", "sharedStrings", "sharedStrings.xml")}</Relationships>"));
            Part(zip, "xl/sharedStrings.xml", w =>
            {
                w.Write($"<sst xmlns=\"{Main}\">");
                foreach (var text in strings)
                {
                    w.Write($"<si><t>{text}</t></si>");
                }

                w.Write("</sst>");
            });
            Part(zip, SheetPart, sheet);
        }

        return file.ToArray();
    }

    private static string Relation(string id, string kind, string target) =>
        $"<Relationship Id=\"{id}\" Type=\"{Office}/{kind}\" Target=\"{target}\"/>";

    private static void Part(ZipArchive zip, string name, Action<TextWriter> write)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding());
        write(writer);
    }
}
