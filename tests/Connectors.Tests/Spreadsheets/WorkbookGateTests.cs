using System.IO.Compression;
using System.Text;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Gate;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Reading.Xls;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

public class WorkbookGateTests
{
    private const string Dtd = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"x\">]><a>&b;</a>";

    [Fact]
    public void An_honest_workbook_passes()
    {
        var verdict = WorkbookGate.Check(Samples.MessyLedger(), "ledger.xlsx");

        Assert.True(verdict.MayOpen);
        Assert.Equal(FileKind.Xlsx, verdict.Kind);
    }

    [Theory]
    [InlineData("not-a-workbook", "a.xlsx", "this is text")]
    [InlineData("file-type", "a.exe", "MZ")]
    [InlineData("macros", "a.xlsm", "text")]
    [InlineData("empty-file", "a.xlsx", "")]
    public void What_is_no_workbook_is_a_verdict(string code, string name, string content) =>
        Assert.Equal(code, Refused(Encoding.UTF8.GetBytes(content), name));

    [Fact]
    public void An_old_excel_file_is_told_from_an_encrypted_one()
    {
        byte[] ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512]];

        Assert.Equal(FileKind.Xls, WorkbookGate.Check(ole, "a.xls").Kind);
        Assert.Equal(FileKind.Xls, WorkbookGate.Check(ole, "a.xlsx").Kind);
        Assert.Equal("macros", Refused([.. ole, .. Encoding.Unicode.GetBytes("_VBA_PROJECT")], "a.xls"));
        Assert.Equal("encrypted", Refused([.. ole, .. Encoding.Unicode.GetBytes("EncryptedPackage")], "a.xlsx"));
    }

    [Theory]
    [InlineData("macros", "xl/vbaProject.bin", "x")]
    [InlineData("external-links", "xl/externalLinks/externalLink1.xml", "<a/>")]
    [InlineData("external-links", "xl/connections.xml", "<a/>")]
    [InlineData("embedded-objects", "xl/embeddings/oleObject1.bin", "x")]
    [InlineData("zip-structure", "../evil.xml", "<a/>")]
    [InlineData("zip-structure", "/evil.xml", "<a/>")]
    [InlineData("zip-structure", "xl\\evil.xml", "<a/>")]
    [InlineData("zip-structure", "xl/workbook.xml", "<a/>")]
    [InlineData("dtd", "xl/evil.xml", Dtd)]
    [InlineData("dtd", "xl/drawings/vmlDrawing9.vml", Dtd)]
    [InlineData("bad-xml", "xl/evil.xml", "<a>")]
    [InlineData("macros", "xl/macrosheets/sheet1.xml", "<a/>")]
    public void A_workbook_with_a_forbidden_part_is_refused_by_name(string code, string part, string content) =>
        Assert.Equal(code, Refused(With(part, Encoding.UTF8.GetBytes(content)), "a.xlsx"));

    [Fact]
    public void A_dtd_in_another_encoding_is_found_too() =>
        Assert.Equal("dtd", Refused(With("xl/evil.xml", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(
            Dtd.Replace("?xml version=\"1.0\"", "?xml version=\"1.0\" encoding=\"utf-16\"",
                StringComparison.Ordinal))]), "a.xlsx"));

    [Fact]
    public void A_relationship_that_leads_out_is_refused_unless_it_is_a_hyperlink()
    {
        static byte[] Relationship(string type) => With("xl/worksheets/_rels/sheet9.xml.rels", Encoding.UTF8.GetBytes(
            "<Relationships><Relationship Id=\"r\" TargetMode=\"External\" Target=\"http://x\" "
            + $"Type=\"http://s/{type}\"/></Relationships>"));

        Assert.Equal("external-links", Refused(Relationship("attachedTemplate"), "a.xlsx"));
        Assert.Null(Open(Relationship("hyperlink"), "a.xlsx"));
    }

    [Fact]
    public void A_zip_that_holds_no_workbook_is_refused() =>
        Assert.Equal("not-a-workbook", Refused(Zip(("word/document.xml", "<a/>"u8.ToArray())), "a.xlsx"));

    [Fact]
    public void A_part_that_unpacks_to_too_much_is_refused_before_unpacking() =>
        Assert.Equal("unpacks-too-large", Refused(With("xl/big.xml", new byte[3_000_000]), "a.xlsx"));

    [Fact]
    public void Too_many_parts_are_refused() =>
        Assert.Equal(
            "unpacks-too-large",
            Refused(Zip([.. Enumerable.Range(0, 30).Select(i => ($"p{i}.bin", new byte[1]))]), "a.xlsx",
                new GateLimits { Parts = 20 }));

    [Fact]
    public void A_part_that_lies_about_its_length_is_refused()
    {
        var name = "xl/lie.bin"u8.ToArray();
        var bytes = With("xl/lie.bin", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 4000))));

        // The central directory's entry: the declared length stands 24 bytes into it, the name 46.
        var entry = bytes.AsSpan().LastIndexOf(name) - 46;
        BitConverter.TryWriteBytes(bytes.AsSpan(entry + 24), 100);

        Assert.Equal("zip-structure", Refused(bytes, "a.xlsx"));
    }

    [Fact]
    public void A_long_text_shown_by_many_cells_counts_each_time()
    {
        var text = new string('x', 1000);
        var content = Books.Make(sheet =>
        {
            for (var row = 1; row <= 200; row++)
            {
                sheet.Row(row, text);
            }
        });

        Assert.Equal("too-many-cells", Refused(content, "a.xlsx", new GateLimits { Characters = 100_000 }));
        Assert.Null(Open(content, "a.xlsx", new GateLimits { Characters = 250_000 }));
    }

    [Fact]
    public void More_cells_than_allowed_are_refused() =>
        Assert.Equal("too-many-cells", Refused(Samples.Orders(), "a.xlsx", new GateLimits { Cells = 10 }));

    [Fact]
    public void A_larger_file_than_allowed_is_refused_with_both_figures()
    {
        var verdict = WorkbookGate.Check(new byte[11], "a.xlsx", new GateLimits { FileBytes = 10 });

        Assert.Equal("file-too-large", verdict.Refusal!.Code);
        Assert.Contains("11", verdict.Refusal.Message.Chinese);
    }

    [Fact]
    public void A_delimited_file_must_be_text()
    {
        Assert.Equal("encoding", Refused([0x61, 0x00, 0x62, 0x63], "a.csv"));
        Assert.Equal("encoding", Refused([0xFF, 0xFF, 0xFF, 0x80], "a.csv"));
        Assert.Equal("not-a-workbook", Refused(Samples.Orders(), "a.csv"));
        Assert.Equal(FileKind.Csv, WorkbookGate.Check("a,b"u8.ToArray(), "a.csv").Kind);
    }

    private static string Refused(byte[] content, string name, GateLimits? limits = null)
    {
        var refusal = Open(content, name, limits);
        Assert.NotNull(refusal);
        Assert.NotEqual("", refusal.Message.Chinese);
        return refusal.Code;
    }

    // Through the gate and the first pass of the reader: what the one does not look at the other counts.
    private static Finding? Open(byte[] content, string name, GateLimits? limits = null) =>
        OpenedFile.Open(content, name, new XlsReader(limits).Read, limits).Refusal;

    private static byte[] With(string part, byte[] content)
    {
        using var stream = new MemoryStream();
        stream.Write(Samples.Orders());
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(part).Open();
            entry.Write(content);
        }

        return stream.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
