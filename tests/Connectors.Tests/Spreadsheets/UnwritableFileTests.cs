using System.IO.Compression;
using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Replies;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

/// <summary>Files that the library can read but not write with marks on them are answered all the same.</summary>
public class UnwritableFileTests
{
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    [Fact]
    public void A_drawing_without_a_picture_is_taken_off_and_the_file_keeps_its_look()
    {
        var content = WithDrawing(relations: false);
        var reply = Reply(content);

        Assert.Throws<InvalidOperationException>(() => Comment(content));
        Assert.NotEqual("General", reply.Worksheet("Sheet1").Cell("A8").Style.NumberFormat.Format);
        Assert.True(reply.Worksheet("Sheet1").Cell("C7").Style.Font.Bold);
        Assert.DoesNotContain("副本", Said(reply), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_written_with_marks_is_answered_with_a_marked_copy_that_says_so()
    {
        var reply = Reply(WithDrawing(relations: true));

        Assert.Contains("副本", Said(reply), StringComparison.Ordinal);
        Assert.Equal("INV-1", reply.Worksheet("Sheet1").Cell("C8").GetString());
        Assert.Equal(1250.25d, reply.Worksheet("Sheet1").Cell("E8").GetDouble());
    }

    private static XLWorkbook Reply(byte[] content)
    {
        var reading = Books.Read(content);
        var file = Books.Opened(content, reading.FileName);
        var reply = Books.Open(UploadReply.Write(reading, file, ReplyLanguage.Chinese, "abc")[0].Content);
        Assert.Contains("not-a-date", reply.Worksheet("Sheet1").Cell("A9").Comment.Text, StringComparison.Ordinal);
        return reply;
    }

    private static string Said(XLWorkbook reply) =>
        string.Join('\n', reply.Worksheet(1).CellsUsed().Select(c => c.GetString()));

    private static void Comment(byte[] content)
    {
        using var workbook = Books.Open(content);
        workbook.Worksheet(1).Cell("A1").Comment.AddText("x");
        workbook.SaveAs(new MemoryStream(), validate: false, evaluateFormulae: false);
    }

    /// <summary>A ledger with a bad date and a drawing that shows nothing, as LibreOffice leaves them.</summary>
    private static byte[] WithDrawing(bool relations)
    {
        var ledger = Samples.CleanLedger(sheet =>
        {
            sheet.Cell("A9").SetValue<string>("05/10/2026");
            sheet.Row(7).Style.Font.SetBold();
        });
        using var stream = new MemoryStream();
        stream.Write(ledger);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            Add(zip, "xl/worksheets/_rels/sheet1.xml.rels",
                $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"rIdD\" Type=\"{Office}/drawing\" "
                + "Target=\"../drawings/drawing1.xml\"/></Relationships>");
            Add(zip, "xl/drawings/drawing1.xml",
                "<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\"/>");
            if (relations)
            {
                Add(zip, "xl/drawings/_rels/drawing1.xml.rels", $"<Relationships xmlns=\"{Package}\"/>");
            }

            Replace(zip, "xl/worksheets/sheet1.xml", "</x:worksheet>",
                $"<x:drawing xmlns:r=\"{Office}\" r:id=\"rIdD\"/></x:worksheet>");
            Replace(zip, "[Content_Types].xml", "</Types>",
                "<Override PartName=\"/xl/drawings/drawing1.xml\" "
                + "ContentType=\"application/vnd.openxmlformats-officedocument.drawing+xml\"/></Types>");
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(text);
    }

    private static void Replace(ZipArchive zip, string name, string from, string to)
    {
        string text;
        using (var reader = new StreamReader(zip.GetEntry(name)!.Open()))
        {
            text = reader.ReadToEnd();
        }

        Assert.Contains(from, text, StringComparison.Ordinal);
        zip.GetEntry(name)!.Delete();
        Add(zip, name, text.Replace(from, to, StringComparison.Ordinal));
    }
}
