using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Reading;

/// <summary>Delimited files as programs and people write them: every value as it stands, or why not.</summary>
public class DelimitedReaderTests
{
    static DelimitedReaderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private const string Text = "商品编码,品名,数量\r\n000123,\"酱油, 500ml\",12\r\n123456789012345678,米醋,3\r\n";

    private static readonly string[] Rows =
        ["1:商品编码|品名|数量", "2:000123|酱油, 500ml|12", "3:123456789012345678|米醋|3"];

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("GB18030", false)]
    [InlineData("gb2312", false)]
    public void Every_usual_encoding_gives_the_same_rows(string name, bool mark)
    {
        var encoding = Encoding.GetEncoding(name);

        Assert.Equal(Rows, Read([.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Text)]));
    }

    [Theory]
    [InlineData("\t")]
    [InlineData(";")]
    [InlineData("|")]
    [InlineData(",")]
    [InlineData("，")]
    public void The_separator_is_the_one_that_cuts_all_rows_alike(string separator)
    {
        var text = $"code{separator}name{separator}price\n001{separator}a b; c{separator}x\n"
            + $"002{separator}d{separator}y\n003{separator}e{separator}z\n";

        Assert.Equal("2:001|a b; c|x", Read(separator == ";" ? text.Replace("a b; c", "\"a b; c\"") : text)[1]);
    }

    [Fact]
    public void Commas_before_the_decimals_do_not_cut_what_semicolons_separate() => Assert.Equal(
        ["1:码|价", "2:a|1,5", "3:b|2,75", "4:c|3,10"], Read("码;价\na;1,5\nb;2,75\nc;3,10\n"));

    [Fact]
    public void Excels_line_that_names_the_separator_is_no_row() =>
        Assert.Equal(["1:a|b,c", "2:1|2"], Read("sep=;\r\na;b,c\r\n1;2\r\n"));

    [Theory]
    [InlineData("a,b\r1,2\r3,4")]
    [InlineData("a,b\n1,2\n3,4")]
    [InlineData("a,b\r\n1,2\r3,4\n")]
    public void Lines_end_as_any_machine_ends_them(string text) =>
        Assert.Equal(["1:a|b", "2:1|2", "3:3|4"], Read(text));

    [Fact]
    public void A_value_in_quotes_holds_line_ends_and_quotes() => Assert.Equal(
        ["1:a|b", "2:one\ntwo|he said \"no\"", "3:x|6\" pipe"],
        Read("a,b\n\"one\ntwo\",\"he said \"\"no\"\"\"\nx,6\" pipe\n"));

    [Fact]
    public void Single_quotes_quote_only_where_every_value_that_has_one_is_enclosed() => Assert.Equal(
        ["1:a|b", "2:x, y|1", "3:z, w|2"], Read("a,b\n'x, y',1\n'z, w',2\n"));

    [Fact]
    public void An_apostrophe_is_a_letter() => Assert.Equal(
        ["1:name|city", "2:O'Brien|'s-Hertogenbosch"], Read("name,city\nO'Brien,'s-Hertogenbosch\n"));

    [Theory]
    [InlineData("a,b\n1,\"2\n3,4\n5,6\n", "line 2")]
    [InlineData("a,b\n1,2\n3,\"4\"x\n5,6\n", "line 3")]
    [InlineData("a,b\n\"1\n2\",2\n3,\"4\n5,6\n", "line 4")]
    public void A_quote_that_does_not_close_is_named_by_the_line_where_it_opened(string text, string line)
    {
        var refusal = new DelimitedReader().Read(Encoding.UTF8.GetBytes(text)).Refusal!;

        Assert.Equal("unreadable", refusal.Code);
        Assert.Contains(line, refusal.Message.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_with_a_value_too_many_is_defective_and_the_others_are_not()
    {
        var rows = Grid("a,b,c\n1,2,3\n1,200,5,6\n4,5,6\n7,8,9\n,,\n4,5\n");

        Assert.Equal(["3"], rows.Where(r => r.Defect is not null).Select(r => $"{r.Number}"));
        Assert.Equal("ragged-row", rows[2].Defect!.Code);
        Assert.Equal([1, 2, 3, 4, 5, 7], rows.Select(r => r.Number));
    }

    [Fact]
    public void A_row_with_a_value_too_many_is_refused_by_its_number()
    {
        var reading = Books.Read(
            Encoding.UTF8.GetBytes(
                "商品编码,库存日期,在库数量,单位\nP-0001,2026-10-31,1,200,箱\nP-0002,2026-10-31,5,箱\nP-0003,2026-10-31,6,箱\n"),
            "stock.csv");

        var problem = Assert.Single(reading.Problems);
        Assert.Equal(("ragged-row", 2), (problem.Finding.Code, problem.Row));
        Assert.Equal(2, reading.Documents.Count);
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0x2C, 0xE9, 0x20, 0x0A }, "byte 3 (0xE9)")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x61, 0x0A, 0xB0, 0xA1 }, "line 2, byte 6 (0xB0)")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8, 0x61, 0x00 }, "byte 5")]
    [InlineData(new byte[] { 0x61, 0x0A, 0x62, 0x00, 0x63 }, "Line 2, byte 4")]
    public void Bytes_that_are_no_text_are_named_by_their_place(byte[] content, string place)
    {
        var found = CsvText.Detect(content);

        Assert.Null(found.Encoding);
        Assert.Equal("encoding", found.Refusal!.Code);
        Assert.Contains(place, found.Refusal.Message.English, StringComparison.Ordinal);
        Assert.Null(CsvText.Decode(content));
    }

    // Every byte pair of é and a letter is a GBK character as well, and one that nobody writes.
    [Fact]
    public void Western_text_is_not_taken_for_chinese() =>
        Assert.NotNull(CsvText.Detect(
            Encoding.Latin1.GetBytes("name,city\nAndrés,Münster\nSpezialitäten,Luleå")).Refusal);

    [Theory]
    [InlineData("1.23457E+15")]
    [InlineData("6.90123E+12")]
    public void A_code_that_became_a_number_is_refused_as_damaged(string code)
    {
        var reading = Books.Read(
            Encoding.UTF8.GetBytes($"商品编码,库存日期,在库数量\n{code},2026-10-31,1\nP-0002,2026-10-31,2\n"), "stock.csv");

        Assert.Equal(("code-damaged", "A2"), (reading.Problems[0].Finding.Code, reading.Problems[0].Address));
        Assert.Single(reading.Documents);
    }

    [Theory]
    [MemberData(nameof(RandomTables))]
    public void Whatever_was_written_is_read_back(int seed)
    {
        var random = new Random(seed);
        var separator = ",;\t|"[random.Next(4)];
        const string letters = "ab0 ,;\t|\"'\n中文é.";
        var table = Enumerable.Range(0, 20).Select(row => Enumerable.Range(0, 4).Select(column =>
            row == 0 ? $"h{column}" : string.Concat("x", new string([
                .. Enumerable.Range(0, random.Next(6)).Select(_ => letters[random.Next(letters.Length)]),
            ]))).ToArray()).ToList();
        var text = string.Concat(table.Select(row => string.Join(
            separator, row.Select(v => $"\"{v.Replace("\"", "\"\"")}\"")) + "\r\n"));

        Assert.Equal(
            table.Select((row, i) => $"{i + 1}:{string.Join('|', row)}"), Read(Encoding.UTF8.GetBytes(text)));
    }

    // Values and quotes come to lie on every place of the reader's buffer, also across its end.
    [Fact]
    public void A_text_longer_than_the_buffer_is_read_to_its_end()
    {
        var rows = Enumerable.Range(0, 9_000).Select(i => new[]
        {
            $"{i:000000}", new string('x', i % 37), $"\"{new string('y', i % 23)}\"\"\r\n{i}\"", $"{i % 7}",
        }).ToList();
        var content = Encoding.UTF8.GetBytes(
            "a,b,c,d\r\n" + string.Concat(rows.Select(r => string.Join(',', r) + "\r\n")));

        var read = DelimitedReader.Rows(content);

        Assert.Equal(9_001, read.Count());
        Assert.Equal(
            rows.Select(r => r[2][1..^1].Replace("\"\"", "\"")), read.Skip(1).Select(r => r.At(3)!.Text));
        Assert.Equal(rows.Select(r => r[0]), read.Skip(1).Select(r => r.At(1)!.Text));
    }

    public static TheoryData<int> RandomTables() => [.. Enumerable.Range(0, 40)];

    private static List<GridRow> Grid(string text) =>
        [.. DelimitedReader.Rows(Encoding.UTF8.GetBytes(text))];

    private static List<string> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static List<string> Read(byte[] content)
    {
        Assert.Null(CsvText.Detect(content).Refusal);
        return
        [
            .. new DelimitedReader().Read(content).Sheets[0].Rows.Select(
                r => $"{r.Number}:{string.Join('|', r.Cells.Select(c => c.Text))}"),
        ];
    }
}
