using System.IO.Compression;
using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Reading;

/// <summary>What Excel, WPS and exporters of every kind put into a sheet, as bare XML.</summary>
public sealed class XlsxReaderTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    [Theory]
    [InlineData("""<c r="A1"><v>0.30000000000000004</v></c>""", "0.3")]
    [InlineData("""<c r="A1"><v>1E-05</v></c>""", "0.00001")]
    [InlineData("""<c r="A1" s="1"><v>46300</v></c>""", "2026-10-05 (Date)")]
    [InlineData("""<c r="A1" s="1"><v>46300.75</v></c>""", "2026-10-05 18:00:00 (Date)")]
    [InlineData("""<c r="A1" s="1"><v>1</v></c>""", "1900-01-01 (Date)")]
    [InlineData("""<c r="A1" s="1"><v>61</v></c>""", "1900-03-01 (Date)")]
    [InlineData("""<c r="A1" s="1"><v>-5</v></c>""", "-5 !error-value")]
    [InlineData("""<c r="A1" s="2"><v>0.75</v></c>""", "18:00:00 (Text)")]
    [InlineData("""<c r="A1" s="3"><v>123</v></c>""", "000123")]
    [InlineData("""<c r="A1" t="d"><v>2026-10-05T00:00:00</v></c>""", "2026-10-05 (Date)")]
    [InlineData("""<c r="A1"><v>1914310000010100016</v></c>""", "1914310000010100016 !number-too-long")]
    [InlineData("""<c r="A1"><v>1.9143100000101E+18</v></c>""", "1.9143100000101E+18 !number-too-long")]
    [InlineData("""<c r="A1" t="b"><v>1</v></c>""", "TRUE (Boolean)")]
    [InlineData("""<c r="A1" t="e"><v>#N/A</v></c>""", "#N/A !error-value")]
    [InlineData("""<c r="A1" t="str"><f>B1</f><v>1&amp;2</v></c>""", "1&2 (Text) =")]
    [InlineData("""<c r="A1" t="s"><f>B1</f><v>1</v></c>""", "富文本 (Text) =")]
    [InlineData("""<c r="A1"><f>B1*2</f><v>7</v></c>""", "7 =")]
    [InlineData("""<c r="A1" s="1"><f>TODAY()</f><v>46300</v></c>""", "2026-10-05 (Date) =")]
    [InlineData("""<c r="A1"><f>B1*2</f></c>""", " !formula-without-result =")]
    [InlineData("""<c r="A1" t="str"><f>IF(B1="","","x")</f><v></v></c>""", "")]
    [InlineData("""<c r="A1" t="s"><v>0</v></c>""", "000123 (Text)")]
    [InlineData("""<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t> b</t></r></is></c>""", "a b (Text)")]
    [InlineData("""<c r="A1" t="inlineStr"><is><t> </t></is></c>""", "")]
    public void Tells_the_type_before_the_text(string cell, string expected) =>
        Assert.Equal(
            expected, string.Join('|', Read($"<row r=\"1\">{cell}</row>").SelectMany(r => r.Cells).Select(Say)));

    [Theory]
    [InlineData("<c r=\"B1\" t=\"s\"><v>0</v></c>")]
    [InlineData("<c t=\"s\" r=\"B1\"><v>0</v></c>")]
    [InlineData("<c  r='B1' t='s' ><v>0</v></c >")]
    [InlineData("<c r=\"$B$1\" t=\"s\" s=\"0\"><v> 0 </v></c>")]
    [InlineData("<x:c r=\"B1\" t=\"s\"><x:v><![CDATA[0]]></x:v></x:c>")]
    [InlineData("<c r=\"B1\" t=\"s\"><v>0</v><extLst><ext/></extLst></c>")]
    [InlineData("<c r=\"b1\" t=\"str\"><v>00012&#51;</v></c>")]
    public void Reads_a_cell_the_same_however_it_is_written(string cell)
    {
        var plain = "<c r=\"A1\"><v>1</v></c>";
        var read = Read($"<row r=\"1\">{plain}{cell}{plain.Replace("A1", "C1", StringComparison.Ordinal)}</row>");
        Assert.Equal(["A1 1", "B1 000123 (Text)", "C1 1"], read.Single().Cells.Select(c => $"{c.Address} {Say(c)}"));
    }

    [Fact]
    public void Counts_places_where_the_file_leaves_them_out()
    {
        var rows = Read(
            "<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"4\"><c r=\"C4\"><v>3</v></c><c><v>4</v></c></row>");
        Assert.Equal(["A1", "B1", "C4", "D4"], rows.SelectMany(r => r.Cells).Select(c => c.Address));
    }

    [Fact]
    public void Puts_rows_and_cells_that_stand_in_any_order_where_they_belong()
    {
        var rows = Read(
            "<row r=\"2\"><c r=\"B2\"><v>4</v></c><c r=\"A2\"><v>3</v></c></row>"
            + "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
        Assert.Equal(["A1", "A2", "B2"], rows.SelectMany(r => r.Cells).Select(c => c.Address));
    }

    [Fact]
    public void Reads_days_that_are_counted_from_1904() => Assert.Equal(
        "2026-10-05 (Date)",
        Say(Read("""<row r="1"><c r="A1" s="1"><v>44838</v></c></row>""", """<workbookPr date1904="1"/>""")
            .Single().Cells[0]));

    [Fact]
    public void Gives_the_value_of_merged_rows_to_each_of_them()
    {
        var rows = Read(
            """<row r="1"><c r="A1"><v>7</v></c><c r="B1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>""",
            after: """<mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>""");
        Assert.Equal(
            ["A1=7", "B1=1", "A2=7", "B2=2"], rows.SelectMany(r => r.Cells).Select(c => $"{c.Address}={c.Text}"));
    }

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>9</v></c></row>", "shared text 9")]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=\"x\"><v>9</v></c></row>", "unknown type 'x'")]
    [InlineData("<row r=\"1048577\"/>", "row number '1048577'")]
    [InlineData("<row r=\"1\"><c r=\"XFE1\"><v>9</v></c></row>", "'XFE1' is no place")]
    [InlineData("<row r=\"1\"><c r=\"A1\"><v>9</v></row>", "closed by the name of another")]
    public void Says_what_is_wrong_with_a_damaged_sheet(string rows, string reason)
    {
        var refusal = new XlsxReader().Read(Workbook(rows, "", "")).Refusal;
        Assert.Contains(reason, refusal!.Message.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("gb2312")]
    [InlineData("utf-8")]
    public void Reads_parts_in_other_encodings(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var rows = Read("""<row r="1"><c r="A1" t="inlineStr"><is><t>杭州</t></is></c></row>""", encoding: name);
        Assert.Equal("杭州", rows.Single().Cells[0].Text);
    }

    [Theory]
    [InlineData("utf-8", 0xFF)]
    [InlineData("utf-16", 0xD8)]
    [InlineData("gb2312", 0x81)]
    public void Refuses_bytes_that_are_no_text_in_the_encoding_that_is_named(string encoding, byte wrong)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var rows = """<row r="1"><c r="A1" t="inlineStr"><is><t>[X]</t></is></c></row>""";
        var workbook = Workbook(rows, "", "", encoding, sheet => Spoil(sheet, Encoding.GetEncoding(encoding), wrong));

        Assert.Equal("unreadable", new XlsxReader().Read(workbook).Refusal?.Code);
    }

    private static byte[] Spoil(byte[] sheet, Encoding encoding, byte wrong)
    {
        var mark = encoding.GetBytes("[X]");
        sheet.AsSpan(sheet.AsSpan().IndexOf(mark), mark.Length).Fill(wrong);
        return sheet;
    }

    private static string Say(GridCell cell) => cell.Text
        + (cell.Defect is { } defect ? $" !{defect}" : cell.Kind == CellKind.Number ? "" : $" ({cell.Kind})")
        + (cell.Computed ? " =" : "");

    private static IReadOnlyList<GridRow> Read(
        string rows, string properties = "", string after = "", string encoding = "utf-8")
    {
        var result = new XlsxReader().Read(Workbook(rows, properties, after, encoding));
        Assert.Null(result.Refusal?.Message.English);
        return [.. result.Sheets.Single().Rows];
    }

    private static byte[] Workbook(
        string rows, string properties, string after, string encoding = "utf-8", Func<byte[], byte[]>? change = null)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Part(string name, string xml)
            {
                using var stream = zip.CreateEntry(name).Open();
                var bytes = Encoding.GetEncoding(encoding).GetBytes(
                    $"<?xml version=\"1.0\" encoding=\"{encoding}\"?>{xml}");
                stream.Write(name.Contains("sheet1", StringComparison.Ordinal) && change is not null
                    ? change(bytes)
                    : bytes);
            }

            string Relation(string id, string kind, string target) =>
                $"<Relationship Id=\"{id}\" Type=\"{Office}/{kind}\" Target=\"{target}\"/>";

            Part("_rels/.rels",
                $"<Relationships>{Relation("r1", "officeDocument", "xl/workbook.xml")}</Relationships>");
            Part("xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\">{properties}"
                + "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Part("xl/_rels/workbook.xml.rels",
                $"<Relationships>{Relation("r1", "worksheet", "worksheets/sheet1.xml")}"
                + Relation("r2", "sharedStrings", "/xl/sharedStrings.xml")
                + $"{Relation("r3", "styles", "styles.xml")}</Relationships>");
            Part("xl/sharedStrings.xml",
                $"<sst xmlns=\"{Main}\"><si><t>000123</t></si>"
                + "<si><r><t>富</t></r><rPh><t>fu</t></rPh><r><t>文本</t></r></si></sst>");
            Part("xl/styles.xml",
                $"<styleSheet xmlns=\"{Main}\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"000000\"/></numFmts>"
                + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"21\"/><xf numFmtId=\"164\"/>"
                + "</cellXfs>"
                + "</styleSheet>");
            Part("xl/worksheets/sheet1.xml",
                $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData>{after}</worksheet>");
        }

        return file.ToArray();
    }
}
