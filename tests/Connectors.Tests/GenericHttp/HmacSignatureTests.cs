using System.Text;
using DealerIntegration.Connectors.GenericHttp;

namespace DealerIntegration.Connectors.Tests.GenericHttp;

public sealed class HmacSignatureTests
{
    // Test case 2 of RFC 4231 and of RFC 2202; the others were worked out with another program.
    [Theory]
    [InlineData("Jefe", "what do ya want for nothing?", HmacAlgorithm.Sha256, HmacEncoding.Hex,
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    [InlineData("Jefe", "what do ya want for nothing?", HmacAlgorithm.Md5, HmacEncoding.Hex,
        "750c783e6ab0b503eaa86e310a5db738")]
    [InlineData("k1", "{method}\n{path}\n{timestamp}\n{bodySha256}", HmacAlgorithm.Sha256, HmacEncoding.Hex,
        "f22b343d03e6680eeeed4bfec1a6a944902838f9be86a06802b6cd31a28d3364")]
    [InlineData("k1", "{method}\n{path}\n{timestamp}\n{bodySha256}", HmacAlgorithm.Md5, HmacEncoding.Base64,
        "pzM/FJya+xz6BFll7425DA==")]
    public void A_template_is_signed(
        string secret, string template, HmacAlgorithm algorithm, HmacEncoding encoding, string expected)
    {
        var rule = new HttpHmac(template) { Algorithm = algorithm, Encoding = encoding };
        var body = Encoding.UTF8.GetBytes("""{"a":1}""");
        Assert.Equal(expected, HmacSignature.Of(rule, secret, "POST", "/v1/list?x=1", ("1793437500", "n1"), body));
    }

    [Fact]
    public void The_query_is_signed_as_it_is_sent()
    {
        var rule = new HttpHmac("{method}|{pathAndQuery}|{query}|{body}") { Encoding = HmacEncoding.Base64 };
        Assert.Equal(
            "6qWhJjdiKU5rPBBxXJC8YoGyCjz3GA/z9TN6wgxX/KU=",
            HmacSignature.Of(rule, "k1", "GET", "/v1/list?x=1&y=%E7", ("", ""), []));
    }

    // Both worked out with another program.
    [Theory]
    [InlineData("{secret}{sortedPairs}{secret}", HmacAlgorithm.Md5, HmacEncoding.UpperHex,
        "1D7BABEFE4A689AC66055B916D15B0C0")]
    [InlineData("{sortedQuery}&key={secret}", HmacAlgorithm.Sha256, HmacEncoding.Hex,
        "ddc468b015b7188fd3f65d5e35ccb517132276c6fcbb80d8377812c68f67d421")]
    public void Parameters_are_signed_by_name_and_unescaped_with_the_secret_in_the_text(
        string template, HmacAlgorithm algorithm, HmacEncoding encoding, string expected)
    {
        var rule = new HttpHmac(template) { Algorithm = algorithm, Encoding = encoding, SecretIn = SecretRole.Text };
        Assert.Equal(
            expected, HmacSignature.Of(rule, "k1", "GET", "/a?sign_time=9&b=%C3%A9%201&app=a&A=2", ("", ""), []));
    }

    [Fact]
    public void A_name_in_a_body_is_not_filled_in_again()
    {
        var rule = new HttpHmac("{body}");
        Assert.NotEqual(
            HmacSignature.Of(rule, "k1", "GET", "/", ("", ""), "GET"u8),
            HmacSignature.Of(rule, "k1", "GET", "/", ("", ""), "{method}"u8));
    }
}
