using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Tests.Http;

/// <summary>Answers as servers pack and write them that heed no wish of ours.</summary>
public sealed class AnswerReaderTests
{
    private const long Most = 1_000;

    static AnswerReaderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("identity")]
    public async Task A_packed_answer_is_unpacked(string coding) =>
        Assert.Equal("""{"a":"茶"}""", (await ReadAsync(Packed(coding, """{"a":"茶"}"""), coding)).Text);

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task The_limit_holds_for_what_comes_out(string coding)
    {
        var e = await Assert.ThrowsAsync<ConnectorException>(
            () => ReadAsync(Packed(coding, new string('x', 1_001)), coding));
        Assert.Contains("larger than", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip", ConnectorFailure.Transient)]
    [InlineData("zstd", ConnectorFailure.Configuration)]
    public async Task What_cannot_be_unpacked_is_told(string coding, ConnectorFailure failure)
    {
        var e = await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync("{}"u8.ToArray(), coding));
        Assert.Equal(failure, e.Failure);
        Assert.Contains(coding, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", "gbk", "gbk", "联通 华东")]
    [InlineData("application/json", "gb2312", "gbk", "联通")]
    [InlineData("text/plain", "gb18030", "gb18030", "非法token 㐀")]
    [InlineData("application/json", "utf-16", "utf-16", "茶")]
    [InlineData("application/json", "iso-8859-1", "utf-8", "茶")]
    [InlineData("application/json", "iso-8859-1", "iso-8859-1", "für")]
    [InlineData("application/json", "utf-8", "utf-8", "茶")]
    [InlineData("application/json", "no-such", "utf-8", "茶")]
    [InlineData("application/xml", "gbk", "gbk", "<a>华东</a>")]
    public async Task A_text_is_read_by_the_character_set_that_it_is_said_to_be_in(
        string type, string said, string written, string text)
    {
        var body = Encoding.GetEncoding(written).GetBytes(text);
        Assert.Equal(text, (await ReadAsync(body, null, $"{type}; charset={said}")).Text);
    }

    [Fact]
    public async Task An_xml_document_that_declares_its_encoding_is_left_to_it()
    {
        var body = Encoding.GetEncoding("gbk").GetBytes("<?xml version=\"1.0\" encoding=\"GBK\"?><a>华东</a>");
        var answer = await ReadAsync(body, null, "text/xml; charset=gbk");
        Assert.Equal(body, answer.Body);
        Assert.Equal("华东", XmlBody.Parse(answer.Body, "test").Value);
    }

    private static async Task<Answer> ReadAsync(byte[] body, string? coding, string type = "application/json")
    {
        using var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) };
        response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (coding is not null)
        {
            response.Content.Headers.ContentEncoding.Add(coding);
        }

        return await AnswerReader.ReadAsync(response, "read", Most, TestContext.Current.CancellationToken);
    }

    private static byte[] Packed(string coding, string text)
    {
        using var packed = new MemoryStream();
        using (Stream stream = coding switch
        {
            "gzip" or "x-gzip" => new GZipStream(packed, CompressionMode.Compress, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionMode.Compress, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionMode.Compress, leaveOpen: true),
            _ => packed,
        })
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
