using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace DealerIntegration.Bench.Spreadsheets;

/// <summary>Writes a stock list as .xlsx the way Excel stores it: shared texts, styles, a place for each.</summary>
internal static class StockWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private static readonly DateOnly Day0 = new(1899, 12, 30);

    public static void Write(string path, int rows)
    {
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        Part(zip, "[Content_Types].xml",
            $"<Types xmlns=\"{Package}/content-types\">"
            + $"<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + $"<Default Extension=\"xml\" ContentType=\"application/xml\"/>{Override("workbook", "sheet.main")}"
            + $"{Override("worksheets/sheet1", "worksheet")}{Override("styles", "styles")}"
            + $"{Override("sharedStrings", "sharedStrings")}</Types>");
        Part(zip, "_rels/.rels", Relations(("officeDocument", "xl/workbook.xml")));
        Part(zip, "xl/workbook.xml",
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>"
            + "<sheet name=\"库存\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
        Part(zip, "xl/_rels/workbook.xml.rels", Relations(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")));
        Part(zip, "xl/styles.xml",
            $"<styleSheet xmlns=\"{Main}\"><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills>"
            + "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
            + "<cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs>"
            + "</styleSheet>");
        var strings = new Dictionary<string, int>(StringComparer.Ordinal);
        using (var sheet = Open(zip, "xl/worksheets/sheet1.xml"))
        {
            Sheet(sheet, rows, strings);
        }

        using var shared = Open(zip, "xl/sharedStrings.xml");
        shared.Write($"<sst xmlns=\"{Main}\" uniqueCount=\"{strings.Count}\">");
        foreach (var text in strings.OrderBy(s => s.Value))
        {
            shared.Write($"<si><t>{text.Key}</t></si>");
        }

        shared.Write("</sst>");
    }

    private static void Sheet(StreamWriter sheet, int rows, Dictionary<string, int> strings)
    {
        sheet.Write($"<worksheet xmlns=\"{Main}\"><sheetData>");
        sheet.Write("<row r=\"1\">");
        for (var i = 0; i < StockLines.Headings.Count; i++)
        {
            Text(sheet, (char)('A' + i), 1, StockLines.Headings[i], strings);
        }

        sheet.Write("</row>");
        foreach (var line in StockLines.Of(rows))
        {
            var r = line.Number + 1;
            sheet.Write(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{r}\" spans=\"1:12\">"));
            Number(sheet, 'A', r, line.Number);
            Text(sheet, 'B', r, line.Product, strings);
            Text(sheet, 'C', r, line.Name, strings);
            Text(sheet, 'D', r, line.Size, strings);
            Text(sheet, 'E', r, line.Warehouse, strings);
            Number(sheet, 'F', r, line.Day.DayNumber - Day0.DayNumber, " s=\"1\"");
            Number(sheet, 'G', r, line.OnHand);
            Number(sheet, 'H', r, line.InTransit);
            Number(sheet, 'I', r, line.Reserved);
            Text(sheet, 'J', r, line.Unit, strings);
            Number(sheet, 'K', r, line.Price);
            Text(sheet, 'L', r, line.Batch, strings);
            sheet.Write("</row>");
        }

        sheet.Write("</sheetData></worksheet>");
    }

    private static void Number(StreamWriter sheet, char column, int row, decimal value, string style = "") =>
        sheet.Write(string.Create(
            CultureInfo.InvariantCulture, $"<c r=\"{column}{row}\"{style}><v>{value}</v></c>"));

    private static void Text(StreamWriter sheet, char column, int row, string text, Dictionary<string, int> strings)
    {
        if (!strings.TryGetValue(text, out var index))
        {
            strings[text] = index = strings.Count;
        }

        sheet.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{column}{row}\" t=\"s\"><v>{index}</v></c>"));
    }

    private static string Override(string part, string type) =>
        $"<Override PartName=\"/xl/{part}.xml\" ContentType=\"{Types}.{type}+xml\"/>";

    private static string Relations(params (string Kind, string Target)[] targets) =>
        $"<Relationships xmlns=\"{Package}/relationships\">"
        + string.Concat(targets.Select((t, i) =>
            $"<Relationship Id=\"r{i + 1}\" Type=\"{Office}/{t.Kind}\" Target=\"{t.Target}\"/>"))
        + "</Relationships>";

    private static void Part(ZipArchive zip, string name, string content)
    {
        using var writer = Open(zip, name);
        writer.Write(content);
    }

    private static StreamWriter Open(ZipArchive zip, string name) => new(
        zip.CreateEntry(name, CompressionLevel.Optimal).Open(), new UTF8Encoding(false), 1 << 16);
}
