using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Tests.Http;

public sealed class RedactionTests
{
    private const string Secret = "k/9\"+&<茶>";

    [Theory]
    [InlineData("k/9\"+&<茶>")]
    [InlineData("k%2F9%22%2B%26%3C%E8%8C%B6%3E")]
    [InlineData("k%2f9%22%2b%26%3c%e8%8c%b6%3e")]
    [InlineData("k%252F9%2522%252B%2526%253C%25E8%258C%25B6%253E")]
    [InlineData("k/9&quot;+&amp;&lt;茶&gt;")]
    [InlineData("k/9\\u0022\\u002B\\u0026\\u003C\\u8336\\u003E")]
    [InlineData("k/9\\\"+&<茶>")]
    [InlineData("k\\/9\\\"+&<茶>")]
    [InlineData("ay85IismPOiMtj4=")]
    [InlineData("6b2f39222b263ce88cb63e")]
    public void A_secret_is_taken_out_however_it_was_written_down(string written) =>
        Assert.Equal("key *** unknown", new Redaction(Secret).Clean($"key {written} unknown"));
}
