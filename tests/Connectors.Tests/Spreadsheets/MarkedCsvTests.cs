using System.Text;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Replies;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Tests.Spreadsheets.Corrections;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

/// <summary>A delimited file goes back as it came, with codes behind its lines and a report beside it.</summary>
public class MarkedCsvTests
{
    private const string Stock =
        """"
        华东商贸库存,,
        商品编码,商品名称,库存日期,在库数量
        P-0001,"酱油, ""特级""",2026-10-31,5
        0012,米醋,2026-10-31,5
        P-0002,"多
        行",2026-10-31,=1+1
        P-0003,料酒,2026-10-31,7

        合计,,,17
        备注：月末盘点

        """";

    static MarkedCsvTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", false, "\r\n")]
    [InlineData("utf-8", true, "\n")]
    [InlineData("GB18030", false, "\r\n")]
    [InlineData("utf-16", true, "\r\n")]
    public void Every_byte_comes_back_with_the_codes_behind_the_records_of_the_table(
        string encoding, bool mark, string lineEnd)
    {
        var content = Bytes(Stock, encoding, mark, lineEnd);
        var replies = Answer(content);

        Assert.Equal(["stock.标注.csv", "stock.标注.xlsx"], replies.Select(r => r.Name));
        var expected = Stock
            .Replace("在库数量\n", "在库数量,错误代码\n", StringComparison.Ordinal)
            .Replace("31,5\n0012", "31,5,\n0012", StringComparison.Ordinal)
            .Replace("米醋,2026-10-31,5\n", "米醋,2026-10-31,5,unknown-product\n", StringComparison.Ordinal)
            .Replace("=1+1\n", "=1+1,not-a-number\n", StringComparison.Ordinal)
            .Replace("31,7\n", "31,7,\n", StringComparison.Ordinal)
            .Replace("17\n", "17,\n", StringComparison.Ordinal);
        Assert.Equal(Bytes(expected, encoding, mark, lineEnd), replies[0].Content);
    }

    [Theory]
    [InlineData('\t')]
    [InlineData(';')]
    public void The_separator_of_the_file_is_kept(char separator)
    {
        var text = "商品编码,库存日期,在库数量\n0012,2026-10-31,5\nP-0001,2026-10-31,6"
            .Replace(',', separator);
        Assert.Equal(
            "商品编码,库存日期,在库数量,错误代码\n0012,2026-10-31,5,unknown-product\nP-0001,2026-10-31,6,"
                .Replace(',', separator),
            Encoding.UTF8.GetString(Answer(Encoding.UTF8.GetBytes(text))[0].Content));
    }

    [Fact]
    public void Sent_back_after_its_correction_it_is_whole_and_its_codes_are_renewed()
    {
        var first = Answer(Bytes(Stock, "GB18030", false, "\r\n"))[0].Content;
        var text = Encoding.GetEncoding("GB18030").GetString(first);
        var half = Encoding.GetEncoding("GB18030").GetBytes(
            text.Replace("0012,", "P-0004,", StringComparison.Ordinal));
        var second = Encoding.GetEncoding("GB18030").GetString(Answer(half)[0].Content);

        Assert.Contains("P-0004,米醋,2026-10-31,5,\r\n", second, StringComparison.Ordinal);
        Assert.Contains("=1+1,not-a-number\r\n", second, StringComparison.Ordinal);
        Assert.DoesNotContain("unknown-product", second, StringComparison.Ordinal);
        var whole = Encoding.GetEncoding("GB18030").GetBytes(
            second.Replace("=1+1", "2", StringComparison.Ordinal));
        Assert.Equal(UploadVerdict.Accepted, Books.Read(whole, "stock.csv").Verdict);
    }

    [Fact]
    public void The_report_holds_the_rows_to_correct_which_may_be_sent_back_alone()
    {
        var letters = new Correspondence();
        var report = letters.Send(Bytes(Stock, "utf-8", false, "\n"), "stock.csv").Reply;
        var (reading, _) = letters.Send(Correspondence.Alone(report.Content, sheet =>
        {
            Assert.Equal("0012", sheet.Cell("C6").GetString());
            Assert.Equal("=1+1", sheet.Cell("F7").GetString());
            Assert.False(sheet.Cell("F7").HasFormula);
            sheet.Cell("C6").SetValue<string>("P-0004");
            sheet.Cell("F7").SetValue<string>("2");
        }));

        Assert.Equal(UploadVerdict.Accepted, reading.Verdict);
        Assert.Equal([4L, 5L], reading.Documents.Select(d => d.Place.Row));
    }

    private static IReadOnlyList<ReplyFile> Answer(byte[] content) => UploadReply.Write(
        Books.Read(content, "stock.csv"), Books.Opened(content, "stock.csv"), ReplyLanguage.Chinese, "abc123");

    private static byte[] Bytes(string text, string encoding, bool mark, string lineEnd)
    {
        var kind = Encoding.GetEncoding(encoding);
        return
        [
            .. mark ? kind.GetPreamble() : [],
            .. kind.GetBytes(text.ReplaceLineEndings("\n").Replace("\n", lineEnd, StringComparison.Ordinal)),
        ];
    }
}
