using DealerIntegration.Connectors.GenericHttp;

namespace DealerIntegration.Connectors.Tests.GenericHttp;

public sealed class LinkHeaderTests
{
    [Theory]
    [InlineData("""<https://a/p?page=2>; rel="next", <https://a/p?page=9>; rel="last" """, "https://a/p?page=2")]
    [InlineData("""<https://a/p?page=1>; rel="prev", </p?page=3&x=a,b>; title="x, y"; rel=next""", "/p?page=3&x=a,b")]
    [InlineData("""<p2>; rel="last next" """, "p2")]
    [InlineData("""<p2>; REL="NEXT" """, "p2")]
    [InlineData("""<p2>; rel="nextish" """, null)]
    [InlineData("""<p2>; rel="last"; title="rel=next" """, null)]
    [InlineData("", null)]
    public void The_next_page_is_found(string header, string? next) => Assert.Equal(next, LinkHeader.Next(header));
}
