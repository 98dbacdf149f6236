using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Replies;
using DealerIntegration.Connectors.Spreadsheets.Uploads;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

public class UploadReplyTests
{
    [Fact]
    public void The_same_workbook_comes_back_with_every_problem_marked_in_its_cell()
    {
        var (reply, _) = Answer(Samples.BrokenStock(), "库存.xlsx");
        using var workbook = Books.Open(reply.Content);
        var sheet = workbook.Worksheet("Sheet1");

        Assert.Equal("库存.标注.xlsx", reply.Name);
        Assert.Equal(
            ["A3", "D4", "D5"],
            sheet.CellsUsed(XLCellsUsedOptions.Comments).Where(c => c.HasComment).Select(c => c.Address.ToString())
                .Order());
        Assert.StartsWith("[unknown-product] 商品编码", sheet.Cell("A3").Comment.Text, StringComparison.Ordinal);
        Assert.Equal("约二十", sheet.Cell("D5").GetString());
        Assert.Equal("错误代码", sheet.Cell("F1").GetString());
        Assert.Equal(["", "unknown-product", "below-minimum", "not-a-number", ""],
            Enumerable.Range(2, 5).Select(r => sheet.Cell(r, 6).GetString()));
    }

    [Fact]
    public void The_result_sheet_stands_in_front_and_lists_each_problem_with_its_address_and_remedy()
    {
        var (reply, reading) = Answer(Samples.BrokenStock(), "stock.xlsx", ReplyLanguage.English);
        using var workbook = Books.Open(reply.Content);
        var text = Text(workbook.Worksheet(1));

        Assert.Equal(UploadReader.ResultSheet, workbook.Worksheet(1).Name);
        Assert.Contains("Accepted in part; correct what is marked", text);
        foreach (var problem in reading.Problems)
        {
            Assert.Contains(problem.Address!, text);
            Assert.Contains(problem.Finding.Message.English, text);
            Assert.Contains(problem.Finding.Remedy.English, text);
        }
    }

    [Fact]
    public void Fixing_only_the_marked_cells_and_sending_the_reply_back_is_enough()
    {
        var (reply, _) = Answer(Samples.BrokenStock(), "stock.xlsx");
        var partly = Books.Edit(reply.Content, w => w.Worksheet("Sheet1").Cell("A3").Value = "P-0009");
        var (second, reading) = Answer(partly, "stock.标注.xlsx");

        Assert.Equal(["D4", "D5"], reading.Problems.Select(p => p.Address));
        using (var workbook = Books.Open(second.Content))
        {
            var sheet = workbook.Worksheet("Sheet1");
            Assert.False(sheet.Cell("A3").HasComment);
            Assert.Equal(XLFillPatternValues.None, sheet.Cell("A3").Style.Fill.PatternType);
            Assert.Equal("", sheet.Cell("F3").GetString());
            Assert.True(sheet.Cell("G1").IsEmpty());
            Assert.Single(workbook.Worksheets, s => s.Name == UploadReader.ResultSheet);
        }

        var whole = Books.Edit(second.Content, w =>
        {
            w.Worksheet("Sheet1").Cell("D4").Value = 3;
            w.Worksheet("Sheet1").Cell("D5").Value = 20;
        });
        var final = Books.Read(whole);
        Assert.Equal(UploadVerdict.Accepted, final.Verdict);
        Assert.Equal(5, final.Documents.Count);
    }

    [Fact]
    public void A_comment_of_the_dealers_stays_when_our_mark_in_it_is_taken_off()
    {
        var (first, _) = Answer(Books.Edit(
            Samples.BrokenStock(),
            w => w.Worksheet("Sheet1").Cell("D4").Comment.AddText("盘点时仓库进水")), "stock.xlsx");
        using (var workbook = Books.Open(first.Content))
        {
            Assert.StartsWith(
                "盘点时仓库进水\n\n[below-minimum]",
                workbook.Worksheet("Sheet1").Cell("D4").Comment.Text.ReplaceLineEndings("\n"),
                StringComparison.Ordinal);
        }

        var (second, _) = Answer(
            Books.Edit(first.Content, w => w.Worksheet("Sheet1").Cell("D4").Value = 3), "stock.xlsx");
        using var marked = Books.Open(second.Content);
        Assert.Equal("盘点时仓库进水", marked.Worksheet("Sheet1").Cell("D4").Comment.Text);
        Assert.Equal(XLFillPatternValues.None, marked.Worksheet("Sheet1").Cell("D4").Style.Fill.PatternType);
    }

    [Fact]
    public void A_marked_order_sent_back_after_its_correction_is_whole()
    {
        var (reply, _) = Answer(Samples.Orders(sheet => sheet.Cell("D3").SetValue<string>("P-9")), "po.xlsx");
        var fixedUp = Books.Edit(reply.Content, w => w.Worksheet("订单").Cell("D3").SetValue<string>("P-0002"));

        var reading = Books.Read(fixedUp);
        Assert.Equal(UploadVerdict.Accepted, reading.Verdict);
        Assert.Equal([2, 1], reading.Documents.Select(d => d.Lines.Count));
    }

    [Fact]
    public void A_clean_file_gets_a_receipt_with_its_control_sums_and_reference()
    {
        var (reply, _) = Answer(Samples.MessyLedger(), "往来.xlsx");
        using var workbook = Books.Open(reply.Content);
        var text = Text(Assert.Single(workbook.Worksheets));

        Assert.Equal("往来.回执.xlsx", reply.Name);
        Assert.Contains("已接收", text);
        Assert.Contains("SHA-256 abc123", text);
        Assert.Contains("一致", text);
    }

    [Fact]
    public void A_file_that_is_no_workbook_gets_a_report()
    {
        var (reply, reading) = Answer("just text"u8.ToArray(), "broken.xlsx", ReplyLanguage.English);
        using var workbook = Books.Open(reply.Content);

        Assert.Equal(UploadVerdict.Refused, reading.Verdict);
        Assert.Equal("broken.refused.xlsx", reply.Name);
        Assert.Contains("not an Excel workbook", Text(workbook.Worksheet(1)));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")")]
    [InlineData("+1+1")]
    [InlineData("-1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("＝1+1")]
    [InlineData("'=1+1")]
    public void Nothing_a_dealer_writes_becomes_a_formula_in_our_reply(string evil)
    {
        var (reply, reading) = Answer(
            Samples.Orders(sheet => sheet.Cell("D3").SetValue<string>(evil)), "po.xlsx");

        Assert.NotEmpty(reading.Problems);
        Assert.Empty(Formulas(reply.Content));
    }

    [Fact]
    public void A_ledgers_wrong_total_is_marked_at_the_total()
    {
        var (reply, _) = Answer(Samples.MessyLedger(sheet => sheet.Cell("E13").SetValue<string>("3,500.50")),
            "往来.xlsx");
        using var workbook = Books.Open(reply.Content);

        Assert.Contains("99.75", workbook.Worksheet("10月").Cell("E13").Comment.Text);
    }

    [Fact]
    public void A_problem_in_a_hidden_row_brings_the_row_to_light()
    {
        var (reply, _) = Answer(Samples.MessyLedger(sheet => sheet.Cell("C12").Value = "赠送"), "往来.xlsx");
        using var workbook = Books.Open(reply.Content);

        Assert.False(workbook.Worksheet("10月").Row(12).IsHidden);
        Assert.True(workbook.Worksheet("10月").Cell("C12").HasComment);
    }

    private static (ReplyFile Reply, UploadReading Reading) Answer(
        byte[] content, string name, ReplyLanguage language = ReplyLanguage.Chinese)
    {
        var reading = Books.Read(content, name);
        return (UploadReply.Write(reading, Books.Opened(content, name), language, "abc123")[0], reading);
    }

    private static string Text(IXLWorksheet sheet) => string.Join('\n', sheet.CellsUsed().Select(c => c.GetString()));

    private static List<string> Formulas(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        return
        [
            .. zip.Entries
                .Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal))
                .Select(e => new StreamReader(e.Open()).ReadToEnd())
                .Where(xml => Regex.IsMatch(xml, "<(x:)?f[ />]")),
        ];
    }
}
