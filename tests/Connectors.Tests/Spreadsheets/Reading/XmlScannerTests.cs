using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Reading;

public sealed class XmlScannerTests
{
    private const string Sample =
        """
        <?xml version="1.0"?><!-- a > remark --><x:row r="1" note='a > "b"'>
        <c/><v>1 &lt; 2</v><![CDATA[3 < 4 & ]] >]]></x:row>
        """;

    private static readonly string[] Tokens =
    [
        "<row r=1 note=a > \"b\"", "'\n'", "<c", ">c", "<v", "'1 < 2'", ">v", "'3 < 4 & ]] >'", ">row",
    ];

    [Fact]
    public void Reads_elements_attributes_and_text() => Assert.Equal(Tokens, Read(Sample));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Reads_the_same_however_the_bytes_arrive(int atOnce) => Assert.Equal(Tokens, Read(Sample, atOnce));

    [Fact]
    public void Reads_a_text_that_is_longer_than_its_buffer()
    {
        var text = new string('长', 200_000);
        Assert.Equal(["<t", $"'{text}'", ">t"], Read($"<t>{text}</t>", atOnce: 5_000));
    }

    [Theory]
    [InlineData("<a><b>", "ends in the middle")]
    [InlineData("<a><b attribute=\"", "ends in the middle")]
    [InlineData("<a><!-- ", "ends in the middle")]
    [InlineData("<a></a></a>", "more is closed")]
    [InlineData("<a><bc></cb></a>", "by the name of another")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>", "DTD")]
    [InlineData("<a>&unknown;</a>", "unknown")]
    [InlineData("<a>1 & 2</a>", "stands alone")]
    [InlineData("<a b=1/>", "not quoted")]
    [InlineData("<a b/>", "no value")]
    [InlineData("<a><a><a><a><a><a></a></a></a></a></a></a>", "deeper than 5")]
    public void Refuses_what_is_broken(string xml, string reason) => Assert.Contains(
        reason, Assert.Throws<DamagedPartException>(() => Read(xml)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a&amp;b&#65;&#x42;&#x1F600;", "a&bAB\U0001F600")]
    [InlineData("a_x000D_b_x005F_x", "a\rb_x")]
    [InlineData("a_b_xyz_", "a_b_xyz_")]
    [InlineData("a\r\nb\rc", "a\nb\nc")]
    public void Decodes_text_as_Excel_wrote_it(string raw, string text) =>
        Assert.Equal(text, XmlText.Decode(Encoding.UTF8.GetBytes(raw)));

    [Fact]
    public void Refuses_bytes_that_are_no_text() =>
        Assert.Throws<DamagedPartException>(() => XmlText.Decode([0x41, 0xFF, 0x42]));

    private static List<string> Read(string xml, int atOnce = int.MaxValue)
    {
        var tokens = new List<string>();
        using var scanner = new XmlScanner(new SlowStream(Encoding.UTF8.GetBytes(xml), atOnce), deepest: 5);
        while (scanner.Read() is var token && token != XmlToken.End)
        {
            tokens.Add(token switch
            {
                XmlToken.Open => $"<{Encoding.UTF8.GetString(scanner.Name)}{Attributes(scanner)}",
                XmlToken.Close => $">{Encoding.UTF8.GetString(scanner.Name)}",
                _ => $"'{XmlText.Decode(scanner.RawText, scanner.IsLiteral)}'",
            });
        }

        return tokens;
    }

    private static string Attributes(XmlScanner scanner)
    {
        var text = "";
        for (var attributes = scanner.Attributes; attributes.Next();)
        {
            text += $" {Encoding.UTF8.GetString(attributes.Name)}={Encoding.UTF8.GetString(attributes.Value)}";
        }

        return text;
    }

    private sealed class SlowStream(byte[] content, int atOnce) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, Math.Min(count, atOnce));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, atOnce)]);
    }
}
